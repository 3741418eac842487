import type { Insertable } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { countAll } from "../dialect.ts";
import type { Database, Db, Trx } from "../schema.ts";
import type { ConsentRow } from "../sign-up-tables.ts";

export type NewConsent = Omit<
	Insertable<Database["consents"]>,
	"confirmed_at" | "confirmed_ip" | "confirmed_user_agent"
> &
	Partial<Pick<ConsentRow, "confirmed_at">>;

export async function insertConsent(
	trx: Trx,
	consent: NewConsent,
): Promise<number> {
	const { id } = await trx
		.insertInto("consents")
		.values(consent)
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/** Records the proof that the subscriber agreed. The first proof is kept. */
export async function confirmConsent(
	trx: Trx,
	id: number,
	proof: { at: Instant; ip: string | null; userAgent: string | null },
): Promise<ConsentRow | undefined> {
	return trx
		.updateTable("consents")
		.set({
			confirmed_at: proof.at,
			confirmed_ip: proof.ip,
			confirmed_user_agent: proof.userAgent,
		})
		.where("id", "=", id)
		.where("confirmed_at", "is", null)
		.returningAll()
		.executeTakeFirst();
}

/** How often they agreed at this source since then. */
export async function countConsentsSince(
	trx: Trx,
	subscriberId: number,
	source: ConsentRow["source"],
	since: Instant,
): Promise<number> {
	const { count } = await trx
		.selectFrom("consents")
		.select(countAll.as("count"))
		.where("subscriber_id", "=", subscriberId)
		.where("source", "=", source)
		.where("asked_at", ">", since)
		.executeTakeFirstOrThrow();
	return count;
}

/** What one subscriber agreed to, the newest first, with the words. */
export async function consentsOf(
	db: Db,
	subscriberId: number,
): Promise<(ConsentRow & { text: string | null })[]> {
	return db
		.selectFrom("consents as c")
		.leftJoin("consent_texts as t", "t.version", "c.text_version")
		.selectAll("c")
		.select("t.text")
		.where("c.subscriber_id", "=", subscriberId)
		.orderBy("c.id", "desc")
		.execute();
}

/** Saves the words of a version. Safe to repeat. */
export async function saveConsentText(
	db: Db,
	consent: { version: string; text: string },
): Promise<void> {
	await db
		.insertInto("consent_texts")
		.values(consent)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
