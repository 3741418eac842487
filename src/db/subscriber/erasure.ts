import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { replaceFeedbackByCounts } from "../delivery/feedback.ts";
import { dialectOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

/**
 * Removes everything that identifies a subscriber from their row, and keeps
 * the row, to which their deliveries refer. False when there is none, or
 * it is erased already.
 */
export async function anonymiseSubscriber(
	trx: Trx,
	id: number,
	now: Instant,
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable("subscribers")
		.set({
			email: "",
			// No address has a colon; the number keeps it unique.
			email_key: `erased:${id}`,
			name: null,
			state: "unsubscribed",
			created_at: now,
			confirmed_at: null,
			unsubscribed_at: now,
			unsubscribed_by: "erased",
			updated_at: now,
			lens: null,
			language: null,
			format: "full",
			categories: null,
			paused_until: null,
			time_zone: null,
			tracking: 0,
			suppressed: null,
			accepted_at: null,
			seen_at: null,
			asked_at: null,
			erased_at: now,
		})
		.where("id", "=", id)
		.where("erased_at", "is", null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Deletes all that belongs to a subscriber alone, except their consents. */
export async function deleteSubscriberData(
	trx: Trx,
	id: number,
	emailKey: string,
): Promise<void> {
	for (const table of [
		"confirmations",
		"letters",
		"bookmarks",
		"votes",
	] as const)
		await trx.deleteFrom(table).where("subscriber_id", "=", id).execute();
	await replaceFeedbackByCounts(trx, [id], { keepDomain: false });
	await trx.deleteFrom("sign_ups").where("email_key", "=", emailKey).execute();
}

/** Deletes their consents. Given a hash of their address, keeps them instead, to be found by it. */
export async function deleteOrKeepConsents(
	trx: Trx,
	id: number,
	keepBy: string | null,
): Promise<void> {
	if (keepBy === null)
		await trx.deleteFrom("consents").where("subscriber_id", "=", id).execute();
	else
		await trx
			.updateTable("consents")
			.set({ address_hash: keepBy, tools: null })
			.where("subscriber_id", "=", id)
			.execute();
}

/** States whose reason may quote what went wrong, and so the address. */
const QUOTING_STATES = ["unsure", "expired", "pending"] as const;

/** Replies of mail servers may quote the address. Claimed deliveries are cleaned by a later run. */
export async function deleteTracesInDeliveries(
	db: Db,
	id: number,
): Promise<void> {
	await db
		.updateTable("deliveries")
		.set((eb) => ({
			reader: null,
			smtp_reply: null,
			reply_id: null,
			reason: eb
				.case()
				.when("state", "in", QUOTING_STATES)
				.then(null)
				.else(eb.ref("reason"))
				.end(),
		}))
		.where("subscriber_id", "=", id)
		.where("state", "<>", "claimed")
		.where((eb) =>
			eb.or([
				eb("reader", "is not", null),
				eb("smtp_reply", "is not", null),
				eb.and([
					eb("reason", "is not", null),
					eb("state", "in", QUOTING_STATES),
				]),
			]),
		)
		.execute();
	await db.deleteFrom("setbacks").where("subscriber_id", "=", id).execute();
	await db
		.updateTable("delivery_attempts")
		.set({ said: null })
		.where("subscriber_id", "=", id)
		.where("said", "is not", null)
		.execute();
}

/** The ids of erased subscribers for whose deliveries a worker recorded something since. */
export async function erasedSubscribersWithTraces(
	db: Db,
	limit: number,
): Promise<number[]> {
	const rows = await db
		.selectFrom("subscribers as s")
		.select("s.id")
		.where("s.erased_at", "is not", null)
		.where((eb) =>
			eb.or([
				eb.exists(
					eb
						.selectFrom("deliveries as d")
						.select("d.issue_id")
						.whereRef("d.subscriber_id", "=", "s.id")
						.where("d.state", "<>", "claimed")
						.where((d) =>
							d.or([
								d("d.reader", "is not", null),
								d("d.smtp_reply", "is not", null),
								d.and([
									d("d.reason", "is not", null),
									d("d.state", "in", QUOTING_STATES),
								]),
							]),
						),
				),
				eb.exists(
					eb
						.selectFrom("delivery_attempts as a")
						.innerJoin("deliveries as o", (join) =>
							join
								.onRef("o.issue_id", "=", "a.issue_id")
								.onRef("o.subscriber_id", "=", "a.subscriber_id"),
						)
						.select("a.issue_id")
						.whereRef("o.subscriber_id", "=", "s.id")
						.where("a.said", "is not", null),
				),
				eb.exists(
					eb
						.selectFrom("setbacks as b")
						.select("b.issue_id")
						.whereRef("b.subscriber_id", "=", "s.id"),
				),
			]),
		)
		.orderBy("s.id")
		.limit(limit)
		.execute();
	return rows.map((row) => row.id);
}

/**
 * Empties SQLite's write-ahead log, which has the pages as they were before they
 * were erased. Another connection that reads at this moment prevents it; the daily
 * job does it again. PostgreSQL cleans up by itself (autovacuum).
 */
export async function forgetOldPages(db: Db): Promise<void> {
	if (dialectOf(db).name !== "sqlite") return;
	await db.connection().execute(async (connection) => {
		// The process must not stand still until the others are done.
		await sql`pragma busy_timeout = 0`.execute(connection);
		await sql`pragma wal_checkpoint(truncate)`
			.execute(connection)
			.finally(() => sql`pragma busy_timeout = 10000`.execute(connection));
	});
}
