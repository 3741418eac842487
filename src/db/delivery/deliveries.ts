import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../clock.ts";
import { countAll } from "../dialect.ts";
import type { Db, DeliveryRow, DeliveryState, Trx } from "../schema.ts";
import { type AudienceTerm, audienceWhere } from "../subscriber/audience.ts";
import { NOTHING_WANTED } from "../subscriber/category-filter.ts";
import { endPauses, WHY_NOT_MAILABLE } from "../subscriber/mailable.ts";

/** States from which a delivery can still go out. `unsure` is sent again, with the same bytes. */
export const OPEN: readonly DeliveryState[] = ["pending", "deferred", "unsure"];

/**
 * Freezes the recipients: everybody in the audience who is active at this
 * moment, in one statement. Those who pause, must not be mailed or want nothing
 * of what it tells are left out, with the reason.
 * @param audience none: everybody
 * @param unwanted who wants nothing of it (`wantsNoneOf`); none: nobody
 * @returns how many, with those
 */
export async function freezeRecipients(
	trx: Trx,
	issueId: number,
	now: Instant,
	audience: readonly AudienceTerm[] = [],
	unwanted: RawBuilder<boolean> = sql`false`,
): Promise<number> {
	const why = sql<
		string | null
	>`coalesce(${WHY_NOT_MAILABLE}, case when ${unwanted} then ${sql.lit(NOTHING_WANTED)} end)`;
	await endPauses(trx, now);
	await trx
		.insertInto("deliveries")
		.columns(["issue_id", "subscriber_id", "state", "reason", "updated_at"])
		.expression((eb) =>
			eb
				.selectFrom("subscribers")
				.select((s) => [
					s.cast<number>(s.val(issueId), "integer").as("issue_id"),
					"id",
					sql<DeliveryState>`case when ${why} is null then 'pending' else 'excluded' end`.as(
						"state",
					),
					why.as("reason"),
					s.cast<string>(s.val(now), "text").as("updated_at"),
				])
				.where("state", "=", "active")
				.where(audienceWhere(audience)),
		)
		.execute();
	const { count } = await trx
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.executeTakeFirstOrThrow();
	return count;
}

/** Somebody has got this issue, or it can't be ruled out. */
export async function mayHaveArrived(
	db: Db,
	issueId: number,
): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("state", "in", ["accepted", "claimed", "unsure", "expired"])
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Nothing that is not in a worker's hands goes out any more. */
export async function excludeOpen(
	trx: Trx,
	issueId: number,
	reason: string,
	now: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set((eb) => ({
			state: "excluded" as const,
			reason: eb
				.case()
				.when("state", "=", "unsure")
				.then(`${reason}; it may have arrived`)
				.else(reason)
				.end(),
			next_attempt_at: null,
			reader: null,
			updated_at: now,
		}))
		.where("issue_id", "=", issueId)
		.where("state", "in", OPEN)
		.execute();
}

/** Turns what is open for people who may not be reached any more into `excluded`. */
export async function excludeDeparted(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set((eb) => ({
			state: "excluded" as const,
			reason: eb
				.selectFrom("subscribers")
				.select(WHY_NOT_MAILABLE.as("why"))
				.whereRef("subscribers.id", "=", "deliveries.subscriber_id"),
			next_attempt_at: null,
			reader: null,
			updated_at: now,
		}))
		.where("issue_id", "=", issueId)
		.where("state", "in", OPEN)
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(WHY_NOT_MAILABLE, "is not", null),
		)
		.execute();
}

/**
 * How many deliveries of the issue stand in each state, with those that were
 * let go since; states without any are left out.
 */
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
	const folded = await db
		.selectFrom("delivery_counts")
		.select(["state", "count"])
		.where("issue_id", "=", issueId)
		.execute();
	const counts: Partial<Record<DeliveryState, number>> = {};
	for (const { state, count } of [...rows, ...folded])
		counts[state] = (counts[state] ?? 0) + count;
	return counts;
}

/** Why deliveries of the issue were left out, the commonest reason first; what was let go is not among them. */
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
export async function lastAccepted(
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
