import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { Db } from "../schema.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";
import { LAST_ACCEPTED } from "./audience.ts";

/*
 * A sign of life is what only a person does: confirming, choosing, pausing,
 * bookmarking, voting, or answering that they still want the digest. Reading
 * leaves none, because there is no tracking pixel.
 */

/** No sign of life since `since`, an instant or a column. For a query from `subscribers`. */
function inactiveSince(since: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`(
		coalesce(subscribers.confirmed_at, subscribers.created_at) < ${since}
		and (subscribers.seen_at is null or subscribers.seen_at < ${since})
		and not exists (
			select 1 from votes as v
			where v.subscriber_id = subscribers.id and v.state = 'counted' and v.updated_at >= ${since}
		)
		and not exists (
			select 1 from bookmarks as b
			where b.subscriber_id = subscribers.id and b.created_at >= ${since}
		)
	)`;
}

/** Issues were sent to them, and none was accepted. */
function unreachedSince(since: Instant): RawBuilder<boolean> {
	return sql<boolean>`(
		coalesce(subscribers.confirmed_at, subscribers.created_at) < ${since}
		and coalesce(${LAST_ACCEPTED}, '') < ${since}
		and exists (
			select 1 from deliveries as r
			where r.subscriber_id = subscribers.id and r.state in ('refused', 'expired') and r.updated_at >= ${since}
		)
	)`;
}

/** When the subscriber last gave a sign of life; null: only by signing up, or never. */
export async function lastSignOfLife(
	db: Db,
	id: number,
): Promise<Instant | null> {
	const { rows } = await sql<{ at: Instant | null }>`select max(at) as at from (
		select seen_at as at from subscribers where id = ${id}
		union all select confirmed_at from subscribers where id = ${id}
		union all select updated_at from votes where subscriber_id = ${id} and state = 'counted'
		union all select created_at from bookmarks where subscriber_id = ${id}
	) as signs`.execute(db);
	return rows[0]?.at ?? null;
}

/** The ids of subscribers without a sign of life since then, who have not been asked since their last one. */
export async function inactiveSubscribers(
	db: Db,
	since: Instant,
	limit: number,
): Promise<number[]> {
	const rows = await db
		.selectFrom("subscribers")
		.select("id")
		.where("state", "=", "active")
		.where("suppressed", "is", null)
		.where("paused_until", "is", null)
		.where((eb) => eb.or([inactiveSince(sql`${since}`), unreachedSince(since)]))
		.where((eb) =>
			eb.or([
				eb("asked_at", "is", null),
				eb.and([
					eb("asked_at", "<", since),
					eb.not(inactiveSince(sql`subscribers.asked_at`)),
				]),
			]),
		)
		.orderBy("id")
		.limit(limit)
		.execute();
	return rows.map((row) => row.id);
}

/** Those who were asked before then and gave no sign of life since. Not included: those with a letter still to be sent. */
export async function unansweredSubscribers(
	db: Db,
	askedBefore: Instant,
	limit: number,
): Promise<SubscriberRow[]> {
	return db
		.selectFrom("subscribers")
		.selectAll()
		.where("state", "=", "active")
		.where("asked_at", "<", askedBefore)
		.where(inactiveSince(sql`subscribers.asked_at`))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("letters as l")
						.select("l.id")
						.whereRef("l.subscriber_id", "=", "subscribers.id")
						.where("l.kind", "=", "still-wanted")
						.where("l.due_at", "is not", null),
				),
			),
		)
		.orderBy("id")
		.limit(limit)
		.execute();
}

export async function markAsked(
	db: Db,
	id: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("subscribers")
		.set({ asked_at: now })
		.where("id", "=", id)
		.execute();
}

/** Records a sign of life: a person pressed a button. */
export async function markSeen(
	db: Db,
	id: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("subscribers")
		.set({ seen_at: now })
		.where("id", "=", id)
		.where("erased_at", "is", null)
		.execute();
}
