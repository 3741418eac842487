import type { Instant } from "../../time/clock.ts";
import { countAll, dialectOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import { isLike, type Likeness } from "./setbacks.ts";

const TRIED_AGAIN = "everybody got this answer; it is tried again";

/**
 * Opens refused and expired deliveries again, unless they were claimed since.
 *
 * @param at when they may be tried; those without a time go first
 * @returns how many were open again
 */
export async function reopenSetbacks(
	trx: Trx,
	issueId: number,
	refused: readonly { subscriber_id: number; fence: number }[],
	at: Instant,
	now: Instant,
): Promise<number> {
	let reopened = 0;
	for (const { subscriber_id, fence } of refused) {
		const { numUpdatedRows } = await trx
			.updateTable("deliveries")
			.set({
				state: "pending",
				next_attempt_at: at,
				reason: TRIED_AGAIN,
				updated_at: now,
			})
			.where("issue_id", "=", issueId)
			.where("subscriber_id", "=", subscriber_id)
			.where("fence", "=", fence)
			.where("state", "in", ["refused", "expired"])
			.executeTakeFirst();
		reopened += Number(numUpdatedRows);
	}
	return reopened;
}

/**
 * Opens all refused and expired deliveries again whose setback is like this one,
 * unless they were claimed since or a person knew of it.
 */
export async function reopenAlike(
	trx: Trx,
	issueId: number,
	like: Likeness,
	now: Instant,
): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "pending",
			next_attempt_at: now,
			reason: TRIED_AGAIN,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "in", ["refused", "expired"])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("setbacks")
					.select("setbacks.subscriber_id")
					.whereRef("setbacks.issue_id", "=", "deliveries.issue_id")
					.whereRef("setbacks.subscriber_id", "=", "deliveries.subscriber_id")
					.whereRef("setbacks.fence", "=", "deliveries.fence")
					.where("setbacks.settled", "<>", 2)
					.where(isLike(like)),
			),
		)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** Lets what waits for this domain wait until then. */
export async function holdDomain(
	trx: Trx,
	issueId: number,
	domain: string,
	until: Instant,
): Promise<void> {
	await trx
		.updateTable("deliveries")
		.set({ next_attempt_at: until })
		.where("issue_id", "=", issueId)
		.where("state", "=", "pending")
		.where("subscriber_id", "in", (eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where(dialectOf(trx).domainOf("email_key"), "=", domain),
		)
		.execute();
}

/** Whether the issue went to, or is still to go to, any other domain than these. */
export async function hasOtherDomains(
	db: Db,
	issueId: number,
	domains: readonly string[],
): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select("d.subscriber_id")
		.where("d.issue_id", "=", issueId)
		.where("d.state", "in", [
			"pending",
			"claimed",
			"deferred",
			"unsure",
			"accepted",
		])
		.where(dialectOf(db).domainOf("s.email_key"), "not in", domains)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether a server accepted the issue for anybody. */
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

/** How many deliveries of the issue a server refused, or deferred until they expired. */
export async function countLost(db: Db, issueId: number): Promise<number> {
	const { count } = await db
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.where("state", "in", ["refused", "expired"])
		.where("smtp_code", "is not", null)
		.executeTakeFirstOrThrow();
	return count;
}
