import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import type { Db, Trx } from "../schema.ts";
import { type AudienceTerm, audienceWhere } from "../subscriber/audience.ts";
import { NO_CATEGORY_MATCHES } from "../subscriber/category-filter.ts";
import { type IdRange, inRange } from "../subscriber/id-range.ts";
import { endPauses, WHY_NOT_MAILABLE } from "../subscriber/mailable.ts";
import { OPEN_STATES } from "./delivery-states.ts";

/**
 * Freezes the recipients: every active subscriber in the audience, in one
 * statement. Those who pause, must not be mailed, or chose none of the issue's
 * categories are excluded, with the reason.
 * @param audience empty: every active subscriber
 * @param noMatch which subscribers chose none of its categories (`noCategoryMatches`)
 * @param range whom to look at; null: everybody
 * @returns how many deliveries were created, including the excluded ones
 */
export async function freezeRecipients(
	trx: Trx,
	issueId: number,
	now: Instant,
	audience: readonly AudienceTerm[] = [],
	noMatch: RawBuilder<boolean> = sql`false`,
	range: IdRange | null = null,
): Promise<number> {
	const why = sql<
		string | null
	>`coalesce(${WHY_NOT_MAILABLE}, case when ${noMatch} then ${sql.lit(NO_CATEGORY_MATCHES)} end)`;
	await endPauses(trx, now, range);
	const { numInsertedOrUpdatedRows } = await trx
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
				.where(audienceWhere(audience))
				.where(inRange(range)),
		)
		.executeTakeFirst();
	return Number(numInsertedOrUpdatedRows ?? 0n);
}

/** Excludes what is open. Claimed deliveries are left to their worker. */
export async function excludeOpenDeliveries(
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
		.where("state", "in", OPEN_STATES)
		.execute();
}

/** Excludes what is open for subscribers who must not be mailed any more. */
export async function excludeUnmailable(
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
		.where("state", "in", OPEN_STATES)
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(WHY_NOT_MAILABLE, "is not", null),
		)
		.execute();
}

/** Excludes a subscriber from every issue that has not reached them. Claimed deliveries are left to their worker. */
export async function excludeSubscriber(
	trx: Trx,
	subscriberId: number,
	now: Instant,
	reason: string,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({
			state: "excluded",
			reason,
			next_attempt_at: null,
			reader: null,
			updated_at: now,
		})
		.where("subscriber_id", "=", subscriberId)
		.where("state", "in", OPEN_STATES)
		.execute();
}

/** A recipient that a server refused, or deferred until it was given up. */
export interface RefusedRecipient {
	subscriber_id: number;
	fence: number;
	smtp_reply: string;
	updated_at: Instant;
}

/** The recipients of the issue who did not get it by a server's answer. Erased ones are left out. */
export async function refusedRecipients(
	trx: Trx,
	issueId: number,
): Promise<RefusedRecipient[]> {
	const rows = await trx
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select(["d.subscriber_id", "d.fence", "d.smtp_reply", "d.updated_at"])
		.where("d.issue_id", "=", issueId)
		.where("d.state", "in", ["refused", "expired"])
		.where("d.smtp_reply", "is not", null)
		.where("s.erased_at", "is", null)
		.orderBy("d.subscriber_id")
		.execute();
	return rows.map((row) => ({ ...row, smtp_reply: row.smtp_reply ?? "" }));
}

/** The issues that ended early since then, whose deliveries are settled, and whose refused recipients are not recorded in `feedback` yet. */
export async function endedIssuesWithRefusals(
	db: Db,
	since: Instant,
): Promise<number[]> {
	const rows = await db
		.selectFrom("issues as i")
		.select("i.id")
		.where("i.state", "=", "ended")
		.where("i.completed_at", ">", since)
		.where(({ exists, not, selectFrom }) =>
			not(
				exists(
					selectFrom("deliveries as c")
						.select("c.issue_id")
						.whereRef("c.issue_id", "=", "i.id")
						.where("c.state", "=", "claimed"),
				),
			),
		)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom("deliveries as d")
					.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "i.id")
					.where("d.state", "in", ["refused", "expired"])
					.where("d.smtp_reply", "is not", null)
					.where("s.erased_at", "is", null)
					.where((eb) =>
						eb.not(
							eb.exists(
								eb
									.selectFrom("feedback as f")
									.select("f.hash")
									.whereRef("f.issue_id", "=", "d.issue_id")
									.whereRef("f.subscriber_id", "=", "d.subscriber_id")
									.where("f.kind", "=", "refusal"),
							),
						),
					),
			),
		)
		.execute();
	return rows.map(({ id }) => id);
}
