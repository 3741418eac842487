import type { Instant } from "../../clock.ts";
import type { SetbackKind } from "../delivery-tables.ts";
import { countAll, dialectOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

export interface Setback {
	subscriber_id: number;
	fence: number;
	kind: SetbackKind;
	domain: string;
	words: string;
	at: Instant;
	followed: number;
}

/** More than any rule needs to see. */
const ENOUGH = 100;

/** Records a setback. A later one of the same recipient replaces it, but keeps when the first was. */
export async function insertSetback(
	trx: Trx,
	issueId: number,
	setback: Omit<Setback, "followed">,
): Promise<void> {
	const { fence, kind, words } = setback;
	await trx
		.insertInto("setbacks")
		.values({ issue_id: issueId, ...setback })
		.onConflict((conflict) =>
			conflict
				.columns(["issue_id", "subscriber_id"])
				.doUpdateSet({ fence, kind, words, followed: 0 }),
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

/** The setbacks that no acceptance has followed, and those at this domain, the oldest first. */
export async function setbacksSinceAcceptance(
	db: Db,
	issueId: number,
	domain: string,
): Promise<Setback[]> {
	const read = (where: {
		followed: number;
		deferred: boolean;
		domain?: string;
	}) =>
		db
			.selectFrom("setbacks")
			.select([
				"subscriber_id",
				"fence",
				"kind",
				"domain",
				"words",
				"at",
				"followed",
			])
			.where("issue_id", "=", issueId)
			.where("followed", "=", where.followed)
			// Deferrals, of which there may be many, must not hide refusals.
			.where("kind", where.deferred ? "=" : "!=", "deferred")
			.$if(where.domain !== undefined, (query) =>
				query.where("domain", "=", domain),
			)
			.orderBy("at")
			.orderBy("subscriber_id")
			.limit(ENOUGH)
			.execute();
	const inOrder = (one: Setback, other: Setback) =>
		one.at < other.at
			? -1
			: one.at > other.at
				? 1
				: one.subscriber_id - other.subscriber_id;
	const both = async (where: { followed: number; domain?: string }) =>
		[
			...(await read({ ...where, deferred: false })),
			...(await read({ ...where, deferred: true })),
		].sort(inOrder);
	return [
		...(await both({ followed: 0 })),
		...(await both({ followed: 1, domain })),
	];
}

/** A message to this domain was accepted: its setbacks are over, and those of others were followed by an acceptance. */
export async function followSetbacks(
	trx: Trx,
	issueId: number,
	domain: string,
): Promise<void> {
	await trx
		.deleteFrom("setbacks")
		.where("issue_id", "=", issueId)
		.where("domain", "=", domain)
		.execute();
	await trx
		.updateTable("setbacks")
		.set({ followed: 1 })
		.where("issue_id", "=", issueId)
		.where("followed", "=", 0)
		.execute();
}

export async function deleteSetbacks(db: Db, issueId: number): Promise<void> {
	await db.deleteFrom("setbacks").where("issue_id", "=", issueId).execute();
}

/**
 * Opens refused and expired deliveries again, unless they were claimed since.
 *
 * @param at when they may be tried; those without a time go first
 * @returns how many were open again
 */
export async function reopenSetbacks(
	trx: Trx,
	issueId: number,
	refused: readonly { subscriber_id: number; fence: number }[],
	at: Instant,
	now: Instant,
): Promise<number> {
	let reopened = 0;
	for (const { subscriber_id, fence } of refused) {
		const { numUpdatedRows } = await trx
			.updateTable("deliveries")
			.set({
				state: "pending",
				next_attempt_at: at,
				reason: "everybody got this answer; it is tried again",
				updated_at: now,
			})
			.where("issue_id", "=", issueId)
			.where("subscriber_id", "=", subscriber_id)
			.where("fence", "=", fence)
			.where("state", "in", ["refused", "expired"])
			.executeTakeFirst();
		reopened += Number(numUpdatedRows);
	}
	return reopened;
}

/** Lets what waits for this domain wait until then. */
export async function holdDomain(
	trx: Trx,
	issueId: number,
	domain: string,
	until: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({ next_attempt_at: until })
		.where("issue_id", "=", issueId)
		.where("state", "=", "pending")
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(dialectOf(trx).domainOf("email_key"), "=", domain),
		)
		.execute();
}

/** Whether the issue went to, or is still to go to, any other domain than these. */
export async function hasOtherDomains(
	db: Db,
	issueId: number,
	domains: readonly string[],
): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select("d.subscriber_id")
		.where("d.issue_id", "=", issueId)
		.where("d.state", "in", [
			"pending",
			"claimed",
			"deferred",
			"unsure",
			"accepted",
		])
		.where(dialectOf(db).domainOf("s.email_key"), "not in", domains)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether a server accepted the issue for anybody. */
export async function hasAccepted(db: Db, issueId: number): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("state", "=", "accepted")
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** How many deliveries of the issue a server refused, or deferred until they expired. */
export async function countLost(db: Db, issueId: number): Promise<number> {
	const { count } = await db
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.where("state", "in", ["refused", "expired"])
		.where("smtp_code", "is not", null)
		.executeTakeFirstOrThrow();
	return count;
}
