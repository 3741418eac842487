import type { Selectable } from "kysely";
import type { Instant } from "../../time/clock.ts";
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

/** Inserts the vote, or replaces the one that this subscriber cast on this tool before. */
export async function saveVote(
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

export async function deleteVote(
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

/** On how many tools other than this one the subscriber has voted after `since`. */
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

/** Quarantines the votes that the subscriber cast or changed after `since`: they no longer count. */
export async function quarantineVotesSince(
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

/** Counts the quarantined votes of a subscriber who turned out to be a person. */
export async function releaseQuarantinedVotes(
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

/** Deletes the votes that were quarantined before this moment and never released. Returns how many. */
export async function deleteQuarantinedVotes(
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
