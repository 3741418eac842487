import type { Verdict } from "../catalog-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";

/** How readers of this digest voted on a tool. */
export interface VoteCount {
	ship: number;
	skip: number;
}

/** The counted votes on these tools; a tool without any is absent. */
export async function communityVotes(
	db: Db,
	toolIds: readonly number[],
): Promise<Map<number, VoteCount>> {
	if (toolIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("votes")
		.select(["tool_id", "verdict", countAll.as("count")])
		.where("tool_id", "in", toolIds)
		.where("state", "=", "counted")
		.groupBy(["tool_id", "verdict"])
		.execute();
	const counts = new Map<number, VoteCount>();
	for (const { tool_id, verdict, count } of rows) {
		const votes = counts.get(tool_id) ?? { ship: 0, skip: 0 };
		counts.set(tool_id, votes);
		votes[verdict] = count;
	}
	return counts;
}

/** The verdicts of each subscriber by tool slug. Votes in quarantine are left out. */
export async function votesOf(
	db: Db,
	subscriberIds: readonly number[],
): Promise<Map<number, Record<string, Verdict>>> {
	if (subscriberIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("votes as v")
		.innerJoin("tools as t", "t.id", "v.tool_id")
		.select(["v.subscriber_id", "t.slug", "v.verdict"])
		.where("v.subscriber_id", "in", subscriberIds)
		.where("v.state", "=", "counted")
		.orderBy("v.tool_id")
		.execute();
	const votes = new Map<number, Record<string, Verdict>>();
	for (const { subscriber_id, slug, verdict } of rows) {
		const own = votes.get(subscriber_id) ?? {};
		votes.set(subscriber_id, own);
		own[slug] = verdict;
	}
	return votes;
}
