import type { Selectable } from "kysely";
import type { Instant } from "../../clock.ts";
import { countAll } from "../dialect.ts";
import type { Database, Db, Trx } from "../schema.ts";

export type VoteRow = Selectable<Database["votes"]>;

export async function voteOn(
	db: Db,
	subscriberId: number,
	toolId: number,
): Promise<VoteRow | undefined> {
	return db
		.selectFrom("votes")
		.selectAll()
		.where("subscriber_id", "=", subscriberId)
		.where("tool_id", "=", toolId)
		.executeTakeFirst();
}

/** One for each subscriber and tool: a later one takes the place of the one before. */
export async function putVote(
	trx: Trx,
	vote: Omit<VoteRow, "created_at" | "updated_at">,
	now: Instant,
): Promise<void> {
	const { verdict, state, source } = vote;
	await trx
		.insertInto("votes")
		.values({ ...vote, created_at: now, updated_at: now })
		.onConflict((conflict) =>
			conflict
				.columns(["subscriber_id", "tool_id"])
				.doUpdateSet({ verdict, state, source, updated_at: now }),
		)
		.execute();
}

export async function removeVote(
	trx: Trx,
	subscriberId: number,
	toolId: number,
): Promise<void> {
	await trx
		.deleteFrom("votes")
		.where("subscriber_id", "=", subscriberId)
		.where("tool_id", "=", toolId)
		.execute();
}

/** How many tools, besides this one, they voted on since then. */
export async function votesSince(
	db: Db,
	subscriberId: number,
	toolId: number,
	since: Instant,
): Promise<number> {
	const { count } = await db
		.selectFrom("votes")
		.select(countAll.as("count"))
		.where("subscriber_id", "=", subscriberId)
		.where("tool_id", "<>", toolId)
		.where("updated_at", ">", since)
		.executeTakeFirstOrThrow();
	return count;
}

/** Takes those that were cast since then out of the count again. */
export async function quarantineSince(
	trx: Trx,
	subscriberId: number,
	since: Instant,
): Promise<void> {
	await trx
		.updateTable("votes")
		.set({ state: "quarantined" })
		.where("subscriber_id", "=", subscriberId)
		.where("updated_at", ">", since)
		.execute();
}

/** Counts what was quarantined: it was them. */
export async function releaseVotes(
	db: Db,
	subscriberId: number,
): Promise<void> {
	await db
		.updateTable("votes")
		.set({ state: "counted" })
		.where("subscriber_id", "=", subscriberId)
		.where("state", "=", "quarantined")
		.execute();
}

/** Drops what has been quarantined since before then: nobody ever came. Says how many. */
export async function dropQuarantined(
	db: Db,
	before: Instant,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("votes")
		.where("state", "=", "quarantined")
		.where("updated_at", "<", before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** When a server last took an issue for them; null: never. */
export async function lastHandover(
	db: Db,
	subscriberId: number,
): Promise<Instant | null> {
	const row = await db
		.selectFrom("deliveries")
		.select((eb) => eb.fn.max("updated_at").as("at"))
		.where("subscriber_id", "=", subscriberId)
		.where("state", "=", "accepted")
		.executeTakeFirst();
	return row?.at ?? null;
}
