import type { Instant } from "../clock.ts";
import { countAll, type Dialect } from "./dialect.ts";
import type { Db, DeliveryRow, DeliveryState, Trx } from "./schema.ts";

/** States from which a delivery can still go out. `unsure` is sent again, with the same bytes. */
export const OPEN: readonly DeliveryState[] = ["pending", "deferred", "unsure"];

/**
 * Freezes the recipients: everybody active at this moment, in one statement.
 * @returns how many
 */
export async function freezeRecipients(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<number> {
	await trx
		.insertInto("deliveries")
		.columns(["issue_id", "subscriber_id", "state", "updated_at"])
		.expression((eb) =>
			eb
				.selectFrom("subscribers")
				.select((s) => [
					s.cast<number>(s.val(issueId), "integer").as("issue_id"),
					"id",
					s.cast<DeliveryState>(s.val("pending"), "text").as("state"),
					s.cast<string>(s.val(now), "text").as("updated_at"),
				])
				.where("state", "=", "active"),
		)
		.execute();
	const { count } = await trx
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.executeTakeFirstOrThrow();
	return count;
}

export async function hasAccepted(db: Db, issueId: number): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("state", "=", "accepted")
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Everything that has not begun to go out will not. */
export async function excludeOpen(
	trx: Trx,
	issueId: number,
	reason: string,
	now: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({ state: "excluded", reason, reader: null, updated_at: now })
		.where("issue_id", "=", issueId)
		.where("state", "in", OPEN)
		.execute();
}

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
 * messages went out is not known, and is recorded as just that. Whoever left
 * in the meantime is excluded instead.
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

/** Turns what is open for people who are not active any more into `excluded`. */
export async function excludeDeparted(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({
			state: "excluded",
			reason: "unsubscribed",
			reader: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "in", OPEN)
		.where("subscriber_id", "in", (eb) =>
			eb.selectFrom("subscribers").select("id").where("state", "<>", "active"),
		)
		.execute();
}

/** How many deliveries of the issue stand in each state; states without any are left out. */
export async function countByState(
	db: Db,
	issueId: number,
): Promise<Partial<Record<DeliveryState, number>>> {
	const rows = await db
		.selectFrom("deliveries")
		.select(["state", countAll.as("count")])
		.where("issue_id", "=", issueId)
		.groupBy("state")
		.execute();
	return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** When the next deferred or unsure delivery may be tried; null: none is waiting. */
export async function nextAttempt(
	db: Db,
	issueId: number,
): Promise<Instant | null> {
	const row = await db
		.selectFrom("deliveries")
		.select("next_attempt_at")
		.where("issue_id", "=", issueId)
		.where("state", "in", OPEN)
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
