import type { Instant } from "../time/clock.ts";
import { OPEN_STATES } from "./delivery/delivery-states.ts";
import { replaceFeedbackByCounts } from "./delivery/feedback.ts";
import { OVER_STATES } from "./issue/issues.ts";
import type { Db, Trx } from "./schema.ts";
import type { WalkStep } from "./walk.ts";

/*
 * Deleting old rows, a batch at a time. No statement looks at a whole large table,
 * and no batch looks at what an earlier one looked at.
 */

/**
 * Deletes consents of those who left or were erased before then, and old ones that
 * were never confirmed. Looks at `limit` consents after the id `after`.
 */
export async function deleteConsents(
	db: Db,
	before: Instant,
	after: number,
	limit: number,
): Promise<WalkStep> {
	const rows = await db
		.selectFrom("consents")
		.select("id")
		.where("id", ">", after)
		.orderBy("id")
		.limit(limit)
		.execute();
	const last = rows.at(-1)?.id ?? null;
	if (last === null) return { changed: 0, last };
	const { numDeletedRows } = await db
		.deleteFrom("consents")
		.where("id", ">", after)
		.where("id", "<=", last)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("subscribers as s")
					.select("s.id")
					.whereRef("s.id", "=", "consents.subscriber_id")
					.where((one) =>
						one.or([
							one.and([
								one("s.state", "=", "unsubscribed"),
								one("s.unsubscribed_at", "<", before),
							]),
							one.and([
								one("s.state", "=", "pending"),
								one("consents.confirmed_at", "is", null),
								one("consents.asked_at", "<", before),
							]),
						]),
					),
			),
		)
		.executeTakeFirst();
	return { changed: Number(numDeletedRows), last };
}

/** The ids of issues that ended before then and still have deliveries. */
export async function issuesToReplaceByCounts(
	db: Db,
	before: Instant,
): Promise<number[]> {
	const rows = await db
		.selectFrom("issues")
		.select("id")
		.where("state", "in", OVER_STATES)
		.where((eb) =>
			eb(eb.fn.coalesce("completed_at", "updated_at"), "<", before),
		)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "issues.id"),
			),
		)
		.orderBy("id")
		.execute();
	return rows.map((row) => row.id);
}

/** Replaces deliveries of an issue that is over by counts, and keeps for each subscriber when one was last accepted. */
export async function replaceDeliveriesByCounts(
	trx: Trx,
	issueId: number,
	limit: number,
): Promise<number> {
	const rows = await trx
		.selectFrom("deliveries")
		.select(["subscriber_id", "state", "updated_at"])
		.where("issue_id", "=", issueId)
		.where("state", "not in", [...OPEN_STATES, "claimed"])
		.orderBy("subscriber_id")
		.limit(limit)
		.execute();
	if (rows.length === 0) return 0;
	const ids = rows.map((row) => row.subscriber_id);
	for (const state of new Set(rows.map((row) => row.state))) {
		const count = rows.filter((row) => row.state === state).length;
		await trx
			.insertInto("delivery_counts")
			.values({ issue_id: issueId, state, count })
			.onConflict((conflict) =>
				conflict.columns(["issue_id", "state"]).doUpdateSet((eb) => ({
					count: eb("delivery_counts.count", "+", count),
				})),
			)
			.execute();
	}
	await keepLastAccepted(trx, issueId, ids);
	await replaceFeedbackByCounts(trx, ids, { issueId, keepDomain: true });
	for (const table of ["delivery_attempts", "deliveries"] as const)
		await trx
			.deleteFrom(table)
			.where("issue_id", "=", issueId)
			.where("subscriber_id", "in", ids)
			.execute();
	return rows.length;
}

async function keepLastAccepted(
	trx: Trx,
	issueId: number,
	subscriberIds: readonly number[],
): Promise<void> {
	await trx
		.updateTable("subscribers")
		.set((eb) => ({
			accepted_at: eb
				.selectFrom("deliveries as d")
				.select("d.updated_at")
				.where("d.issue_id", "=", issueId)
				.whereRef("d.subscriber_id", "=", "subscribers.id"),
		}))
		.where("id", "in", subscriberIds)
		.where("erased_at", "is", null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.where("d.issue_id", "=", issueId)
					.where("d.state", "=", "accepted")
					.whereRef("d.subscriber_id", "=", "subscribers.id")
					.where((one) =>
						one.or([
							one("subscribers.accepted_at", "is", null),
							one("subscribers.accepted_at", "<", one.ref("d.updated_at")),
						]),
					),
			),
		)
		.execute();
}

/** Deletes the reports of preflight on issues that are over. */
export async function deletePreflights(
	db: Db,
	before: Instant,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("preflights")
		.where("id", "in", (eb) =>
			eb
				.selectFrom("preflights as p")
				.innerJoin("issues as i", "i.id", "p.issue_id")
				.select("p.id")
				.where("p.at", "<", before)
				.where("i.state", "in", OVER_STATES),
		)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

export async function deleteJobRuns(db: Db, before: Instant): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("job_runs")
		.where("due_at", "<", before)
		.where("state", "<>", "running")
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** Whether deliveries of this issue were deleted. */
export async function hasDeletedDeliveries(
	db: Db,
	issueId: number,
): Promise<boolean> {
	const row = await db
		.selectFrom("delivery_counts")
		.select("state")
		.where("issue_id", "=", issueId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
