import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { countAll } from "../dialect.ts";
import type { WeekFigure } from "../issue/figure-tables.ts";
import type { Db, Trx } from "../schema.ts";

/** What the weeks are counted by. */
export interface CountedSubscriber {
	id: number;
	state: string;
	created_at: Instant;
	confirmed_at: Instant | null;
	unsubscribed_at: Instant | null;
	unsubscribed_by: string | null;
	paused_until: Instant | null;
	suppressed: string | null;
	erased_at: Instant | null;
	/** 1: they had confirmed before. */
	again: number;
}

/** The next `limit` subscribers after this id. */
export async function subscribersToCount(
	db: Db,
	after: number,
	limit: number,
): Promise<CountedSubscriber[]> {
	return db
		.selectFrom("subscribers as s")
		.select([
			...(["s.id", "s.state", "s.created_at", "s.confirmed_at"] as const),
			...(["s.unsubscribed_at", "s.unsubscribed_by"] as const),
			...(["s.paused_until", "s.suppressed", "s.erased_at"] as const),
			sql<number>`case when exists (select 1 from consents c
				where c.subscriber_id = s.id and c.confirmed_at < s.confirmed_at)
				then 1 else 0 end`.as("again"),
		])
		.where("s.id", ">", after)
		.orderBy("s.id")
		.limit(limit)
		.execute();
}

/** How many addresses were suppressed for what came back, by reason, in a time. */
export async function suppressedBetween(
	db: Db,
	from: Instant,
	until: Instant,
): Promise<{ reason: string; count: number }[]> {
	return db
		.selectFrom("suppressions")
		.select(["reason", countAll.as("count")])
		.where("reason", "in", ["bounce", "complaint"])
		.where("created_at", ">=", from)
		.where("created_at", "<", until)
		.groupBy("reason")
		.execute();
}

/** When the first subscriber came; null: there is none. */
export async function firstSubscriberAt(db: Db): Promise<Instant | null> {
	const row = await db
		.selectFrom("subscribers")
		.select("created_at")
		.orderBy("id")
		.limit(1)
		.executeTakeFirst();
	return row?.created_at ?? null;
}

/** The last week that was counted; null: none was. */
export async function lastCountedWeek(db: Db): Promise<Instant | null> {
	const { last } = await db
		.selectFrom("list_weeks")
		.select((eb) => eb.fn.max("week").as("last"))
		.executeTakeFirstOrThrow();
	return last ?? null;
}

/** Keeps a week. One that was kept before stays as it is. */
export async function insertWeek(
	trx: Trx,
	week: Instant,
	counts: ReadonlyMap<WeekFigure, number>,
): Promise<void> {
	if (counts.size === 0) return;
	await trx
		.insertInto("list_weeks")
		.values([...counts].map(([figure, count]) => ({ week, figure, count })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** The figures of the last weeks, the oldest week first. */
export async function weeksSince(
	db: Db,
	from: Instant,
): Promise<{ week: Instant; figure: WeekFigure; count: number }[]> {
	return db
		.selectFrom("list_weeks")
		.selectAll()
		.where("week", ">=", from)
		.orderBy("week")
		.execute();
}
