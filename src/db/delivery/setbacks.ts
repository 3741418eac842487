import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { SetbackKind } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

export interface Setback {
	subscriber_id: number;
	fence: number;
	kind: SetbackKind;
	domain: string;
	words: string;
	cause: string | null;
	at: Instant;
	followed: number;
}

/** Setbacks that have this in common: the cause, or the same words that name none. */
export type Likeness = Pick<Setback, "cause" | "words">;

/** More than any rule needs to see. */
const ENOUGH = 100;
/** After so many acceptances a setback says nothing of the others any more. */
export const MAX_FOLLOWED = 100;

const COLUMNS = [
	"subscriber_id",
	"fence",
	"kind",
	"domain",
	"words",
	"cause",
	"at",
	"followed",
] as const;

/** Records a setback. A later one of the same recipient replaces it, but keeps when the first was, and that a person knew of it. */
export async function insertSetback(
	trx: Trx,
	issueId: number,
	setback: Omit<Setback, "followed">,
): Promise<void> {
	const { fence, kind, words, cause } = setback;
	await trx
		.insertInto("setbacks")
		.values({ issue_id: issueId, ...setback })
		.onConflict((conflict) =>
			conflict.columns(["issue_id", "subscriber_id"]).doUpdateSet({
				fence,
				kind,
				words,
				cause,
				followed: 0,
				settled: sql`case when setbacks.settled = 2 then 2 else 0 end`,
			}),
		)
		.execute();
}

/** Takes a later attempt of the same recipient into account, if their setback is still there. */
export async function renewSetback(
	trx: Trx,
	issueId: number,
	{ subscriber_id, fence }: Pick<Setback, "subscriber_id" | "fence">,
): Promise<void> {
	await trx
		.updateTable("setbacks")
		.set({ fence })
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", subscriber_id)
		.execute();
}

/** The setbacks that no acceptance has followed, and the refusals at this domain that none of its own has, the oldest first. */
export async function setbacksSinceAcceptance(
	db: Db,
	issueId: number,
	domain: string,
): Promise<Setback[]> {
	const read = () =>
		db
			.selectFrom("setbacks")
			.select(COLUMNS)
			.where("issue_id", "=", issueId)
			.orderBy("at")
			.orderBy("subscriber_id")
			.limit(ENOUGH);
	// Deferrals, of which there may be many, must not hide refusals.
	const parts = [
		read().where("followed", "=", 0).where("kind", "!=", "deferred"),
		read().where("followed", "=", 0).where("kind", "=", "deferred"),
		read()
			.where("domain", "=", domain)
			.where("settled", "=", 0)
			.where("kind", "=", "refused")
			.where("followed", ">", 0),
	];
	const found: Setback[] = [];
	for (const part of parts) found.push(...(await part.execute()));
	return found.sort((one, other) =>
		one.at < other.at
			? -1
			: one.at > other.at
				? 1
				: one.subscriber_id - other.subscriber_id,
	);
}

/** The latest setbacks like this one of which no person knows, the latest first; and how many there are of which a person knew. */
export async function setbacksLike(
	db: Db,
	issueId: number,
	like: Likeness,
): Promise<{ latest: Setback[]; known: number }> {
	const alike = db
		.selectFrom("setbacks")
		.where("issue_id", "=", issueId)
		.where(isLike(like));
	const latest = await alike
		.select(COLUMNS)
		.where("settled", "<>", 2)
		.where("followed", "<", MAX_FOLLOWED)
		.orderBy("followed")
		.orderBy("at", "desc")
		.limit(ENOUGH)
		.execute();
	const { known } = await alike
		.select(countAll.as("known"))
		.where("settled", "=", 2)
		.executeTakeFirstOrThrow();
	return { latest, known };
}

/** When this domain refused the issue for the first time; null: it did not. */
export async function firstRefusalAt(
	db: Db,
	issueId: number,
	domain: string,
): Promise<Instant | null> {
	const row = await db
		.selectFrom("setbacks")
		.select((eb) => eb.fn.min("at").as("at"))
		.where("issue_id", "=", issueId)
		.where("domain", "=", domain)
		.where("kind", "=", "refused")
		.executeTakeFirst();
	return row?.at ?? null;
}

/**
 * A message to this domain was accepted. Its setbacks are over; those of others,
 * and those that may be about everybody, were followed by one more acceptance.
 */
export async function followSetbacks(
	trx: Trx,
	issueId: number,
	domain: string,
): Promise<void> {
	await trx
		.deleteFrom("setbacks")
		.where("issue_id", "=", issueId)
		.where("domain", "=", domain)
		.where("settled", "=", 0)
		.where("kind", "<>", "refused")
		.where("cause", "is", null)
		.execute();
	await trx
		.updateTable("setbacks")
		.set({ settled: 1 })
		.where("issue_id", "=", issueId)
		.where("domain", "=", domain)
		.where("settled", "=", 0)
		.execute();
	await trx
		.updateTable("setbacks")
		.set((eb) => ({ followed: eb("followed", "+", 1) }))
		.where("issue_id", "=", issueId)
		.where("followed", "<", MAX_FOLLOWED)
		.where((eb) =>
			eb.or([
				eb("followed", "=", 0),
				eb("kind", "=", "refused"),
				eb("cause", "is not", null),
			]),
		)
		.execute();
}

/** A person lets the issue go on: what they know does not stop it again, and the rest says nothing any more. */
export async function settleSetbacks(trx: Trx, issueId: number): Promise<void> {
	await trx
		.deleteFrom("setbacks")
		.where("issue_id", "=", issueId)
		.where("kind", "<>", "refused")
		.where("cause", "is", null)
		.execute();
	await trx
		.updateTable("setbacks")
		.set({ settled: 2, followed: MAX_FOLLOWED })
		.where("issue_id", "=", issueId)
		.execute();
}

export async function deleteSetbacks(db: Db, issueId: number): Promise<void> {
	await db.deleteFrom("setbacks").where("issue_id", "=", issueId).execute();
}

/** For a query of setbacks: the same cause; without one, refusals in the same words. */
export function isLike({ cause, words }: Likeness) {
	return cause !== null
		? sql<boolean>`setbacks.cause = ${cause}`
		: sql<boolean>`setbacks.cause is null and setbacks.kind = 'refused' and setbacks.words = ${words}`;
}
