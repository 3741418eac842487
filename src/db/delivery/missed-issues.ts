import { SEALED_STATES } from "../issue/issues.ts";
import type { Db } from "../schema.ts";
import { NO_CATEGORY_MATCHES } from "../subscriber/category-filter.ts";

/** An issue, and those before it by whose deliveries it is known who was away. */
export interface IssueAndLast {
	isSealed: boolean;
	/** The ids of the last issue that went to everybody, and of those for an audience after it. */
	last: number[];
}

/**
 * Whether an issue is sealed, and the last issues before it.
 *
 * @param issueId 0: it has no row yet, and all were before it
 */
export async function issueAndLast(
	db: Db,
	issueId: number,
): Promise<IssueAndLast> {
	const rows = await db
		.selectFrom("issues")
		.select(["id", "audience", "sealed_at"])
		.where((eb) =>
			eb.or([
				eb("id", "=", issueId),
				eb.and([
					eb("state", "in", SEALED_STATES),
					...(issueId > 0 ? [eb("id", "<", issueId)] : []),
				]),
			]),
		)
		.orderBy("id", "desc")
		.limit(MOST)
		.execute();
	const own = rows.find(({ id }) => id === issueId);
	const before = rows.filter(({ id }) => id !== issueId);
	const toAll = before.findIndex(({ audience }) => audience === null);
	return {
		isSealed: own?.sealed_at != null,
		last: before.slice(0, toAll + 1).map(({ id }) => id),
	};
}

/** More issues for an audience in a row than there ever are. */
const MOST = 20;

/**
 * Which of these subscribers did not get one of these issues though they were
 * subscribed: they had paused, or it did not reach them. The newest that each
 * missed. An issue that had nothing of their categories is not missed.
 */
export async function missedIssues(
	db: Db,
	subscriberIds: readonly number[],
	issueIds: readonly number[],
): Promise<Map<number, number>> {
	if (subscriberIds.length === 0 || issueIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("deliveries")
		.select(["subscriber_id", "issue_id"])
		.where("issue_id", "in", issueIds)
		.where("subscriber_id", "in", subscriberIds)
		.where("state", "in", ["excluded", "refused", "expired"])
		.where((eb) =>
			eb.or([
				eb("reason", "is", null),
				eb("reason", "<>", NO_CATEGORY_MATCHES),
			]),
		)
		.orderBy("issue_id")
		.execute();
	return new Map(rows.map((row) => [row.subscriber_id, row.issue_id]));
}

/**
 * The ids of the tools whose verdicts the issues between two others gave, the
 * latest issue first.
 *
 * @param until the id of the first issue that is not among them; 0: there is none
 */
export async function toolsMailedBetween(
	db: Db,
	after: number,
	until: number,
): Promise<number[]> {
	const rows = await db
		.selectFrom("mailed_verdicts as m")
		.innerJoin("issues as i", "i.id", "m.issue_id")
		.select("m.tool_id")
		.where("i.state", "in", SEALED_STATES)
		.where("m.issue_id", ">", after)
		.$if(until > 0, (query) => query.where("m.issue_id", "<", until))
		.orderBy("m.issue_id", "desc")
		.orderBy("m.tool_id")
		.execute();
	return [...new Set(rows.map((row) => row.tool_id))];
}
