import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import { MAILABLE, WHY_NOT_MAILABLE } from "../subscriber/mailable.ts";

/** How many `reopenDeliveries` would reopen. */
export async function countReopenable(
	db: Db,
	issueId: number,
): Promise<number> {
	const { count } = await db
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.where("state", "in", ["expired", "unsure"])
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(WHY_NOT_MAILABLE, "is", null),
		)
		.executeTakeFirstOrThrow();
	return count;
}

/** Reopens expired and unsure deliveries to subscribers who may still be mailed. */
export async function reopenDeliveries(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			// Deferred, not pending: what was merged is kept, so that a copy is the same.
			state: "deferred",
			next_attempt_at: now,
			reason: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "in", ["expired", "unsure"])
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(WHY_NOT_MAILABLE, "is", null),
		)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** Refused deliveries to subscribers who may still be mailed. */
const refusedAndMailable = (trx: Db, issueId: number) =>
	trx
		.selectFrom("deliveries")
		.where("issue_id", "=", issueId)
		.where("deliveries.state", "=", "refused")
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(WHY_NOT_MAILABLE, "is", null),
		);

/** How many refused deliveries could be opened again, by the server's reply, the most common first. */
export async function refusedByReply(
	trx: Db,
	issueId: number,
): Promise<{ reply: string; count: number }[]> {
	return refusedAndMailable(trx, issueId)
		.select((eb) => [
			eb.fn.coalesce("smtp_reply", sql.lit("no reply")).as("reply"),
			countAll.as("count"),
		])
		.groupBy("reply")
		.orderBy("count", "desc")
		.orderBy("reply")
		.execute();
}

/** Reopens refused deliveries to subscribers who may still be mailed. Their attempts are kept. */
export async function reopenRefused(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "pending",
			next_attempt_at: now,
			reason: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "=", "refused")
		.where(
			"subscriber_id",
			"in",
			refusedAndMailable(trx, issueId).select("subscriber_id"),
		)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/**
 * Adds deliveries for those who were active when the issue was sealed, are still, and have none.
 * @param noMatch which of the subscribers `s` chose none of its categories
 */
export async function insertMissing(
	trx: Trx,
	issueId: number,
	sealedAt: Instant,
	now: Instant,
	noMatch: RawBuilder<boolean>,
): Promise<number> {
	const { numInsertedOrUpdatedRows } = await trx
		.insertInto("deliveries")
		.columns(["issue_id", "subscriber_id", "state", "updated_at"])
		.expression((eb) =>
			eb
				.selectFrom("subscribers as s")
				.select((s) => [
					s.cast<number>(s.val(issueId), "integer").as("issue_id"),
					"s.id",
					s.cast<DeliveryState>(s.val("pending"), "text").as("state"),
					s.cast<string>(s.val(now), "text").as("updated_at"),
				])
				.where(isMissing(issueId, sealedAt, noMatch)),
		)
		.executeTakeFirst();
	return Number(numInsertedOrUpdatedRows ?? 0n);
}

/** How many `insertMissing` would add. */
export async function countMissing(
	db: Db,
	issueId: number,
	sealedAt: Instant,
	noMatch: RawBuilder<boolean>,
): Promise<number> {
	const { count } = await db
		.selectFrom("subscribers as s")
		.select(countAll.as("count"))
		.where(isMissing(issueId, sealedAt, noMatch))
		.executeTakeFirstOrThrow();
	return count;
}

/** Whether a subscriber `s` should have got the issue and has no delivery of it. */
function isMissing(
	issueId: number,
	sealedAt: Instant,
	noMatch: RawBuilder<boolean>,
) {
	return sql<boolean>`(${sql.raw(MAILABLE)} and s.confirmed_at <= ${sealedAt}
		and ${isKnowable(issueId)} and not ${noMatch}
		and not exists (
			select 1 from deliveries as d
			where d.issue_id = ${issueId} and d.subscriber_id = s.id
		))`;
}

/**
 * A subscriber without a delivery may have had one that was deleted since, or may
 * not have been in the issue's audience when it was sealed. Then nobody is mailed.
 */
function isKnowable(issueId: number) {
	return sql<boolean>`not exists (
		select 1 from issues as i left join delivery_counts as c on c.issue_id = i.id
		where i.id = ${issueId} and (i.audience is not null or c.state is not null)
	)`;
}

/** Expires unsure deliveries, so that no second copy is sent. */
export async function expireUnsure(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "expired",
			reason: "left as it is by the editor: it may have gone out",
			reader: null,
			next_attempt_at: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "=", "unsure")
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
