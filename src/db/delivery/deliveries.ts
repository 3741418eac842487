import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryRow, DeliveryState } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { IssueRow } from "../issue-tables.ts";
import type { Db } from "../schema.ts";

/** How many deliveries are in each state. States without any are left out. */
export type DeliveriesByState = Partial<Record<DeliveryState, number>>;

/**
 * Whether the issue reached anybody, or may have. A delivery that was unsure and
 * tried again since, and one that was deleted, count too: their attempts and
 * their counts say so. What was only deferred until it expired reached nobody.
 */
export async function mayHaveArrived(
	db: Db,
	issueId: number,
): Promise<boolean> {
	const { rows } = await sql`
		select 1 from deliveries
		where issue_id = ${issueId} and (state in ('accepted', 'claimed', 'unsure')
			or (state in ('excluded', 'expired') and reason like '%may have %'))
		union all
		select 1 from delivery_attempts
		where issue_id = ${issueId} and result in ('accepted', 'unsure')
		union all
		select 1 from delivery_counts
		where issue_id = ${issueId} and state in ('accepted', 'unsure', 'expired')
		limit 1`.execute(db);
	return rows.length > 0;
}

/**
 * How many deliveries of the issue are in each state, including those deleted
 * since. States without any are left out.
 */
export async function countByState(
	db: Db,
	issueId: number,
): Promise<DeliveriesByState> {
	const rows = await db
		.selectFrom("deliveries")
		.select(["state", countAll.as("count")])
		.where("issue_id", "=", issueId)
		.groupBy("state")
		.execute();
	const deleted = await db
		.selectFrom("delivery_counts")
		.select(["state", "count"])
		.where("issue_id", "=", issueId)
		.execute();
	const counts: DeliveriesByState = {};
	for (const { state, count } of [...rows, ...deleted])
		counts[state] = (counts[state] ?? 0) + count;
	return counts;
}

/** The same, without counting for an issue that is complete: it keeps its counts. */
export async function countsOfIssue(
	db: Db,
	issue: Pick<IssueRow, "id" | "state" | "final_counts">,
): Promise<DeliveriesByState> {
	return issue.state === "complete" && issue.final_counts !== null
		? (JSON.parse(issue.final_counts) as DeliveriesByState)
		: countByState(db, issue.id);
}

/** Why deliveries of the issue were left out, the most common reason first. Deleted deliveries are not counted. */
export async function reasonsLeftOut(
	db: Db,
	issueId: number,
): Promise<{ reason: string; count: number }[]> {
	return db
		.selectFrom("deliveries")
		.select((eb) => [
			eb.fn.coalesce("reason", sql.lit("no reason is recorded")).as("reason"),
			countAll.as("count"),
		])
		.where("issue_id", "=", issueId)
		.where("state", "=", "excluded")
		.groupBy("reason")
		.orderBy("count", "desc")
		.orderBy("reason")
		.execute();
}

/** When the next deferred or unsure delivery may be tried; null: none is waiting. */
export async function nextAttempt(
	db: Db,
	issueId: number,
	states: readonly DeliveryState[],
): Promise<Instant | null> {
	const row = await db
		.selectFrom("deliveries")
		.select("next_attempt_at")
		.where("issue_id", "=", issueId)
		.where("state", "in", states)
		.where("next_attempt_at", "is not", null)
		.orderBy("next_attempt_at")
		.limit(1)
		.executeTakeFirst();
	return row?.next_attempt_at ?? null;
}

/** The deliveries of one subscriber, the newest issue first. */
export async function deliveriesTo(
	db: Db,
	subscriberId: number,
	limit = 20,
): Promise<(DeliveryRow & { number: number | null })[]> {
	return db
		.selectFrom("deliveries as d")
		.innerJoin("issues as i", "i.id", "d.issue_id")
		.selectAll("d")
		.select("i.number")
		.where("d.subscriber_id", "=", subscriberId)
		.orderBy("d.issue_id", "desc")
		.limit(limit)
		.execute();
}

/**
 * The last issue that each of these subscribers got; who got none is absent.
 *
 * @param before the issue that is going out, which does not count; 0: all do
 */
export async function lastAcceptedIssues(
	db: Db,
	subscriberIds: readonly number[],
	before: number,
): Promise<Map<number, number>> {
	if (subscriberIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("deliveries")
		.select((eb) => ["subscriber_id", eb.fn.max("issue_id").as("issue_id")])
		.where("subscriber_id", "in", subscriberIds)
		.where("state", "=", "accepted")
		.$if(before > 0, (query) => query.where("issue_id", "<", before))
		.groupBy("subscriber_id")
		.execute();
	return new Map(rows.map((row) => [row.subscriber_id, row.issue_id]));
}

export async function deliveryOf(
	db: Db,
	issueId: number,
	subscriberId: number,
): Promise<DeliveryRow | undefined> {
	return db
		.selectFrom("deliveries")
		.selectAll()
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", subscriberId)
		.executeTakeFirst();
}

/** When an SMTP server last accepted an issue for this subscriber; null: never. */
export async function lastAcceptedAt(
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

/** The delivery of the message that a sending service gave this id (`replyIdOf`). */
export async function deliveryByReplyId(
	db: Db,
	replyId: string,
): Promise<DeliveryRow | undefined> {
	return db
		.selectFrom("deliveries")
		.selectAll()
		.where("reply_id", "=", replyId)
		.orderBy("issue_id", "desc")
		.limit(1)
		.executeTakeFirst();
}
