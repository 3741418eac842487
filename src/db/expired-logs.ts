import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../time/clock.ts";
import { OPEN_STATES } from "./delivery/delivery-states.ts";
import { OVER_STATES } from "./issue/issues.ts";
import type { Db, Trx } from "./schema.ts";
import type { WalkStep } from "./walk.ts";

/*
 * Deleting the logs of sending: attempts, and the last replies of mail servers. It
 * goes issue by issue. An issue whose logs are all deleted is not looked at again.
 */

const endOf: RawBuilder<Instant> = sql`coalesce(completed_at, updated_at)`;

export interface IssueWithLogs {
	id: number;
	/** It ended long ago: once this walk is done, nothing is left in it. */
	last: boolean;
}

/** The issues that may have logs from before then, the oldest first. */
export async function issuesWithLogs(
	db: Db,
	before: Instant,
): Promise<IssueWithLogs[]> {
	const rows = await db
		.selectFrom("issues")
		.select(["id", "state", endOf.as("end")])
		.where(sql<Instant>`coalesce(sealed_at, window_end)`, "<", before)
		.where((eb) =>
			eb.or([
				eb("state", "not in", OVER_STATES),
				eb("logs_deleted_at", "is", null),
				eb("logs_deleted_at", "<", endOf),
			]),
		)
		.orderBy("id")
		.execute();
	return rows.map(({ id, state, end }) => ({
		id,
		last: OVER_STATES.includes(state) && end < before,
	}));
}

/**
 * Deletes the attempts from before then, what came back said, and the last replies, of deliveries that are
 * over. The SMTP codes stay. Looks at `limit` deliveries after the subscriber `after`.
 */
export async function deleteLogs(
	trx: Trx,
	issueId: number,
	before: Instant,
	after: number,
	limit: number,
): Promise<WalkStep> {
	const rows = await trx
		.selectFrom("deliveries")
		.select(["subscriber_id", "state"])
		.where("issue_id", "=", issueId)
		.where("subscriber_id", ">", after)
		.orderBy("subscriber_id")
		.limit(limit)
		.execute();
	const last = rows.at(-1)?.subscriber_id ?? null;
	if (last === null) return { changed: 0, last };
	const { numDeletedRows } = await trx
		.deleteFrom("delivery_attempts")
		.where("issue_id", "=", issueId)
		.where("subscriber_id", ">", after)
		.where("subscriber_id", "<=", last)
		.where("at", "<", before)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "delivery_attempts.issue_id")
					.whereRef("d.subscriber_id", "=", "delivery_attempts.subscriber_id")
					.where("d.state", "not in", [...OPEN_STATES, "claimed"]),
			),
		)
		.executeTakeFirst();
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({ smtp_reply: null, reply_id: null })
		.where("issue_id", "=", issueId)
		.where("subscriber_id", ">", after)
		.where("subscriber_id", "<=", last)
		.where("smtp_reply", "is not", null)
		.where("updated_at", "<", before)
		.where("state", "not in", [...OPEN_STATES, "claimed"])
		.executeTakeFirst();
	await trx
		.updateTable("feedback")
		.set({ words: null })
		.where("issue_id", "=", issueId)
		.where("subscriber_id", ">", after)
		.where("subscriber_id", "<=", last)
		.where("words", "is not", null)
		.where("at", "<", before)
		.execute();
	return { changed: Number(numDeletedRows) + Number(numUpdatedRows), last };
}

/** Records that nothing is left to delete, unless the issue is sent again. */
export async function markLogsDeleted(
	db: Db,
	issueId: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("issues")
		.set({ logs_deleted_at: now })
		.where("id", "=", issueId)
		.execute();
}
