import type { Instant } from "../../time/clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import { dialectOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

/** How an attempt ended, as it is recorded. */
export interface RecordedOutcome {
	state: DeliveryState;
	next_attempt_at: Instant | null;
	attempts: number;
	smtp_code: number | null;
	smtp_reply: string | null;
	/** The sending service's id of an accepted message (`replyIdOf`). */
	reply_id: string | null;
	reason: string | null;
}

export interface AttemptRow {
	fence: number;
	at: Instant;
	result: DeliveryState;
	smtp_code: number | null;
	said: string | null;
	server: string | null;
}

/** Whether an attempt needs a row of its own. A first attempt that was accepted is in the delivery. */
export function needsAttemptRow(outcome: RecordedOutcome): boolean {
	return outcome.state !== "accepted" || outcome.attempts > 1;
}

/** Records how an attempt ended. Recording the same claim twice keeps the first. */
export async function insertAttempt(
	trx: Trx,
	issueId: number,
	subscriberId: number,
	fence: number,
	outcome: RecordedOutcome,
	server: string,
	at: Instant,
): Promise<void> {
	await trx
		.insertInto("delivery_attempts")
		.values({
			issue_id: issueId,
			subscriber_id: subscriberId,
			fence,
			at,
			result: outcome.state,
			smtp_code: outcome.smtp_code,
			said: outcome.smtp_reply ?? outcome.reason,
			server,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Records that a worker died during these attempts. Call it before the claims are taken back. */
export async function insertLostAttempts(
	trx: Trx,
	issueId: number,
	worker: string,
	at: Instant,
	said: string,
): Promise<void> {
	await trx
		.insertInto("delivery_attempts")
		.columns(["issue_id", "subscriber_id", "fence", "at", "result", "said"])
		.expression((eb) =>
			eb
				.selectFrom("deliveries")
				.select((d) => [
					"issue_id",
					"subscriber_id",
					"fence",
					d.cast<string>(d.val(at), "text").as("at"),
					d.cast<DeliveryState>(d.val("unsure"), "text").as("result"),
					d.cast<string>(d.val(said), "text").as("said"),
				])
				.where("issue_id", "=", issueId)
				.where("state", "=", "claimed")
				.where("claimed_by", "=", worker),
		)
		.execute();
}

/** When the first recorded attempt at a delivery was made; null: none was. */
export async function firstAttemptAt(
	db: Db,
	issueId: number,
	subscriberId: number,
): Promise<Instant | null> {
	const row = await db
		.selectFrom("delivery_attempts")
		.select("at")
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", subscriberId)
		.where("result", "<>", "pending")
		.orderBy("fence")
		.limit(1)
		.executeTakeFirst();
	return row?.at ?? null;
}

/** The oldest first. */
export async function attemptsOf(
	db: Db,
	issueId: number,
	subscriberId: number,
): Promise<AttemptRow[]> {
	return db
		.selectFrom("delivery_attempts")
		.select(["fence", "at", "result", "smtp_code", "said", "server"])
		.where("issue_id", "=", issueId)
		.where("subscriber_id", "=", subscriberId)
		.orderBy("fence")
		.execute();
}

/** A refusal or deferral, and whose it was: null after an erasure. */
export interface SetbackAttempt {
	at: Instant;
	result: DeliveryState;
	said: string | null;
	address: string | null;
	domain: string | null;
}

/** The last refusals and deferrals of an issue, the latest first. They are there as long as its log is. */
export async function lastSetbacks(
	db: Db,
	issueId: number,
	limit: number,
): Promise<SetbackAttempt[]> {
	return db
		.selectFrom((eb) =>
			eb
				.selectFrom("delivery_attempts")
				.select(["subscriber_id", "fence", "at", "result", "said"])
				.where("issue_id", "=", issueId)
				.where("result", "in", ["refused", "deferred", "expired"])
				.orderBy("at", "desc")
				.orderBy("subscriber_id")
				.limit(limit)
				.as("a"),
		)
		.leftJoin("subscribers as s", "s.id", "a.subscriber_id")
		.select(["a.at", "a.result", "a.said", "s.email_key as address"])
		.select(dialectOf(db).domainOf("s.email_key").as("domain"))
		.orderBy("a.at", "desc")
		.orderBy("a.subscriber_id")
		.execute();
}
