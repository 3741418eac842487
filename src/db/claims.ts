import type { Instant } from "../clock.ts";
import { OPEN } from "./deliveries.ts";
import { countAll, type Dialect } from "./dialect.ts";
import type { Db, DeliveryState, Trx } from "./schema.ts";

/** A delivery in a worker's hands; `fence` must still be the same when the result is recorded. */
export interface ClaimedDelivery {
	subscriber_id: number;
	fence: number;
	attempts: number;
	reader: string | null;
	email: string;
	name: string | null;
}

/**
 * Up to `limit` deliveries that can go out now, not yet claimed: the caller
 * claims them in the same transaction. Those who left are never among them.
 */
export async function dueDeliveries(
	trx: Trx,
	dialect: Dialect,
	issueId: number,
	now: Instant,
	limit: number,
): Promise<ClaimedDelivery[]> {
	const found: ClaimedDelivery[] = [];
	// One state at a time, so that each is a walk along the index, however many are done.
	for (const state of OPEN) {
		if (found.length >= limit) break;
		let query = trx
			.selectFrom("deliveries as d")
			.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
			.select([
				"d.subscriber_id",
				"d.fence",
				"d.attempts",
				"d.reader",
				"s.email",
				"s.name",
			])
			.where("d.issue_id", "=", issueId)
			.where("d.state", "=", state)
			.where((eb) =>
				eb.or([
					eb("d.next_attempt_at", "is", null),
					eb("d.next_attempt_at", "<=", now),
				]),
			)
			.where("s.state", "=", "active")
			.orderBy("d.next_attempt_at")
			.orderBy("d.subscriber_id")
			.limit(limit - found.length);
		if (dialect.skipLocked) query = query.forUpdate("d").skipLocked();
		found.push(...(await query.execute()));
	}
	return found;
}

/** Takes one due delivery into `worker`'s hands until `until`; the fence grows by one. */
export async function claimDelivery(
	trx: Trx,
	issueId: number,
	delivery: ClaimedDelivery,
	claim: { worker: string; until: Instant; reader: string; now: Instant },
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({
			state: "claimed",
			claimed_by: claim.worker,
			claimed_until: claim.until,
			fence: delivery.fence + 1,
			attempts: delivery.attempts + 1,
			reader: claim.reader,
			updated_at: claim.now,
		})
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", delivery.subscriber_id)
		.execute();
}

export interface RecordedOutcome {
	state: DeliveryState;
	next_attempt_at: Instant | null;
	attempts: number;
	smtp_code: number | null;
	smtp_reply: string | null;
	reason: string | null;
}

/**
 * Records what became of a claimed delivery, if the claim still stands.
 * @returns false when the fence has moved on: the claim had run out.
 */
export async function recordOutcome(
	trx: Trx,
	issueId: number,
	subscriberId: number,
	fence: number,
	outcome: RecordedOutcome,
	now: Instant,
): Promise<boolean> {
	const open = OPEN.includes(outcome.state);
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			...outcome,
			claimed_by: null,
			claimed_until: null,
			// What was merged is kept only as long as the same bytes may be needed again.
			...(open ? {} : { reader: null }),
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", subscriberId)
		.where("fence", "=", fence)
		.where("state", "=", "claimed")
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** The cancelled issues of which something is in a worker's hands still. */
export async function cancelledWithClaims(db: Db): Promise<number[]> {
	const rows = await db
		.selectFrom("issues as i")
		.select("i.id")
		.where("i.state", "=", "cancelled")
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "i.id")
					.where("d.state", "=", "claimed"),
			),
		)
		.execute();
	return rows.map((row) => row.id);
}

/** Who holds claims on this issue, and until when at the latest. */
export async function claimHolders(
	db: Db,
	issueId: number,
): Promise<{ worker: string; until: Instant; count: number }[]> {
	const rows = await db
		.selectFrom("deliveries")
		.select((eb) => [
			"claimed_by as worker",
			eb.fn.max("claimed_until").as("until"),
			countAll.as("count"),
		])
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.groupBy("claimed_by")
		.execute();
	return rows.map((row) => ({
		worker: row.worker ?? "",
		until: row.until ?? "",
		count: row.count,
	}));
}

/**
 * Takes back what a worker that is gone had in its hands. Whether those
 * messages went out is not known, and is recorded as just that.
 */
export async function reclaimFrom(
	trx: Trx,
	issueId: number,
	worker: string,
	now: Instant,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "unsure",
			reason: "the sender stopped while this was in its hands",
			claimed_by: null,
			claimed_until: null,
			next_attempt_at: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.where("claimed_by", "=", worker)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
