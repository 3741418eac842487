import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { FeedbackRow } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

/** Returns false when it was recorded before. */
export async function insertFeedback(
	trx: Trx,
	row: FeedbackRow,
): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await trx
		.insertInto("feedback")
		.values(row)
		.onConflict((conflict) => conflict.column("hash").doNothing())
		.executeTakeFirst();
	return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function isRecorded(db: Db, hash: string): Promise<boolean> {
	const row = await db
		.selectFrom("feedback")
		.select("hash")
		.where("hash", "=", hash)
		.executeTakeFirst();
	return row !== undefined;
}

/** Records that a person's mail was passed on. The row holds nothing of it but a hash. */
export async function insertPassedOn(
	db: Db,
	hash: string,
	now: Instant,
): Promise<void> {
	await db
		.insertInto("feedback")
		.values({
			hash,
			at: now,
			source: "mail",
			kind: "other",
			cause: "unknown",
			domain: "",
			proven: 0,
			first: 0,
			counted: 0,
			action: "forward",
		})
		.onConflict((conflict) => conflict.column("hash").doNothing())
		.execute();
}

/** More than any rule or page needs. */
const ENOUGH = 50;

/** What came back for this subscriber, the latest first; with the numbers of the issues. */
export async function feedbackOf(
	db: Db,
	subscriberId: number,
	issueId?: number,
): Promise<(FeedbackRow & { number: number | null })[]> {
	return db
		.selectFrom("feedback as f")
		.leftJoin("issues as i", "i.id", "f.issue_id")
		.selectAll("f")
		.select("i.number")
		.where("f.subscriber_id", "=", subscriberId)
		.$if(issueId !== undefined, (query) =>
			query.where("f.issue_id", "=", issueId ?? 0),
		)
		.orderBy("f.at", "desc")
		.orderBy("f.hash")
		.limit(ENOUGH)
		.execute();
}

/** Whether such a thing came back before for this message to this subscriber. */
export async function cameBackBefore(
	db: Db,
	{
		hash,
		kind,
		issue_id,
		letter_id,
		subscriber_id,
	}: Pick<
		FeedbackRow,
		"hash" | "kind" | "issue_id" | "letter_id" | "subscriber_id"
	>,
): Promise<boolean> {
	const row = await db
		.selectFrom("feedback")
		.select("hash")
		.where("subscriber_id", "=", subscriber_id)
		.where("kind", "=", kind)
		.where("hash", "<>", hash)
		.where("issue_id", issue_id === null ? "is" : "=", issue_id)
		.where("letter_id", letter_id === null ? "is" : "=", letter_id)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** When the last message to this subscriber was accepted that did not come back; null: none was. */
export async function lastAcceptedForGood(
	db: Db,
	subscriberId: number,
): Promise<Instant | null> {
	const { rows } = await sql<{ at: Instant | null }>`select max(at) as at from (
		select d.updated_at as at from deliveries as d
		where d.subscriber_id = ${subscriberId} and d.state = 'accepted' and not exists (
			select 1 from feedback as f where f.subscriber_id = d.subscriber_id
				and f.issue_id = d.issue_id and f.kind = 'bounce'
		)
		union all
		select l.sent_at from letters as l
		where l.subscriber_id = ${subscriberId} and l.sent_at is not null and not exists (
			select 1 from feedback as f where f.subscriber_id = l.subscriber_id
				and f.letter_id = l.id and f.kind = 'bounce'
		)
	) as accepted`.execute(db);
	return rows[0]?.at ?? null;
}

/** What followed, once it is known. */
export async function setAction(
	trx: Trx,
	hash: string,
	action: string,
): Promise<void> {
	await trx
		.updateTable("feedback")
		.set({ action })
		.where("hash", "=", hash)
		.execute();
}

/** What came back so far counts against the subscriber no more. Returns how many rows counted. */
export async function forgiveFeedback(
	trx: Trx,
	subscriberId: number,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("feedback")
		.set({ counted: 0 })
		.where("subscriber_id", "=", subscriberId)
		.where("counted", "=", 1)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

export interface FeedbackCount {
	kind: string;
	cause: string;
	domain: string;
	count: number;
}

/** How many messages of the issue came back, by kind, cause and domain; each message once a kind. Includes what was deleted. */
export async function countFeedback(
	db: Db,
	issueId: number,
): Promise<FeedbackCount[]> {
	const rows = await db
		.selectFrom("feedback")
		.select(["kind", "cause", "domain", countAll.as("count")])
		.where("issue_id", "=", issueId)
		.where("first", "=", 1)
		.groupBy(["kind", "cause", "domain"])
		.execute();
	const deleted = await db
		.selectFrom("feedback_counts")
		.select(["kind", "cause", "domain", "count"])
		.where("issue_id", "=", issueId)
		.execute();
	return [...rows, ...deleted].map((row) => ({
		...row,
		count: Number(row.count),
	}));
}

/** Replaces what came back for these subscribers by counts: of one issue, or of all. */
export async function replaceFeedbackByCounts(
	trx: Trx,
	subscriberIds: readonly number[],
	{ issueId, keepDomain }: { issueId?: number; keepDomain: boolean },
): Promise<void> {
	const rows = await trx
		.deleteFrom("feedback")
		.where("subscriber_id", "in", subscriberIds)
		.$if(issueId !== undefined, (query) =>
			query.where("issue_id", "=", issueId ?? 0),
		)
		.returning(["issue_id", "kind", "cause", "domain", "first"])
		.execute();
	const counts = new Map<string, number>();
	for (const { issue_id, kind, cause, domain, first } of rows) {
		if (first !== 1 || issue_id === null) continue;
		const key = [issue_id, kind, cause, keepDomain ? domain : ""].join("\n");
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	for (const [key, count] of counts) {
		const [issue = "", kind = "", cause = "", domain = ""] = key.split("\n");
		await trx
			.insertInto("feedback_counts")
			.values({ issue_id: Number(issue), kind, cause, domain, count })
			.onConflict((conflict) =>
				conflict
					.columns(["issue_id", "kind", "cause", "domain"])
					.doUpdateSet((eb) => ({
						count: eb("feedback_counts.count", "+", count),
					})),
			)
			.execute();
	}
}

/** Deletes what came back before an instant for nobody who is known here, and that mails were passed on. */
export async function deleteFeedbackOfNobody(
	db: Db,
	before: Instant,
): Promise<void> {
	await db
		.deleteFrom("feedback")
		.where("subscriber_id", "is", null)
		.where("at", "<", before)
		.execute();
}
