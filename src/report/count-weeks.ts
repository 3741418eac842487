import { WEEK_FIGURES, type WeekFigure } from "../db/issue/figure-tables.ts";
import type { Db } from "../db/schema.ts";
import {
	type CountedSubscriber,
	firstSubscriberAt,
	insertWeek,
	lastCountedWeek,
	subscribersToCount,
	suppressedBetween,
} from "../db/subscriber/list-weeks.ts";
import { type Instant, shift, startOfUtcDay } from "../time/clock.ts";
import { DAY } from "../time/time-span.ts";

const WEEK = 7 * DAY;

/** Rows that are read at a time. */
const PIECE = 10_000;

/** Weeks before the first count that are worked out from what is left of them. */
const MOST_WEEKS = 104;

/** Monday, 00:00 UTC, of the week that the instant is in. */
export function weekOf(instant: Instant): Instant {
	const day = startOfUtcDay(instant);
	const weekday = (new Date(day).getUTCDay() + 6) % 7;
	return shift(day, -weekday * DAY);
}

/** Counts the weeks that are over and not counted. Returns how many. */
export async function countWeeks(db: Db, now: Instant): Promise<number> {
	const weeks = await weeksToCount(db, now);
	if (weeks.length === 0) return 0;
	const counts = weeks.map(
		() => new Map<WeekFigure, number>(WEEK_FIGURES.map((name) => [name, 0])),
	);
	// By how many more the readers were at the end of each week than of the one before.
	const changes = weeks.map(() => 0);
	// Who pauses now is known; who paused then is not.
	for (const one of counts.slice(0, -1)) one.delete("paused");
	for (let after = 0; ; ) {
		const rows = await subscribersToCount(db, after, PIECE);
		for (const row of rows) countOne(row, weeks, counts, now, changes);
		const last = rows.at(-1);
		if (!last) break;
		after = last.id;
	}
	let active = 0;
	for (const [index, by] of changes.entries()) {
		active += by;
		counts[index]?.set("active", active);
	}
	for (const [index, week] of weeks.entries())
		for (const { reason, count } of await suppressedBetween(
			db,
			week,
			shift(week, WEEK),
		))
			counts[index]?.set(reason === "bounce" ? "bounced" : "complained", count);
	await db.transaction().execute(async (trx) => {
		for (const [index, week] of weeks.entries())
			await insertWeek(trx, week, counts[index] ?? new Map());
	});
	return weeks.length;
}

async function weeksToCount(db: Db, now: Instant): Promise<Instant[]> {
	const end = weekOf(now);
	const last = await lastCountedWeek(db);
	const first = await firstSubscriberAt(db);
	if (first === null) return [];
	const earliest = shift(end, -MOST_WEEKS * WEEK);
	let week = last === null ? weekOf(first) : shift(last, WEEK);
	if (week < earliest) week = earliest;
	const weeks: Instant[] = [];
	for (; week < end; week = shift(week, WEEK)) weeks.push(week);
	return weeks;
}

function countOne(
	row: CountedSubscriber,
	weeks: readonly Instant[],
	counts: readonly Map<WeekFigure, number>[],
	now: Instant,
	changes: number[],
): void {
	/** From the week of the instant on there is one active reader more, or less. */
	const change = (at: Instant, by: number) => {
		const index = Math.max(0, indexIn(weeks, at));
		if (index < weeks.length) changes[index] = (changes[index] ?? 0) + by;
	};
	const add = (index: number, figure: WeekFigure) => {
		const one = counts[index];
		if (one) one.set(figure, (one.get(figure) ?? 0) + 1);
	};
	const at = (instant: Instant | null, figure: WeekFigure) => {
		if (instant !== null) add(indexIn(weeks, instant), figure);
	};
	at(row.erased_at, "erased");
	if (row.erased_at !== null) return;
	const since =
		row.confirmed_at ?? (row.state === "pending" ? null : row.created_at);
	at(since, row.again === 1 ? "came back" : "joined");
	if (row.state === "unsubscribed" && row.unsubscribed_by !== "complaint")
		at(row.unsubscribed_at, "left");
	if (since === null) return;
	if (row.state === "active" && row.suppressed === null) change(since, 1);
	if (row.unsubscribed_at !== null && row.unsubscribed_at > since) {
		change(since, 1);
		change(row.unsubscribed_at, -1);
	}
	if (row.state === "active" && (row.paused_until ?? "") > now)
		add(weeks.length - 1, "paused");
}

/** The place of the week that the instant is in; -1: it is in none of them. */
function indexIn(weeks: readonly Instant[], instant: Instant): number {
	const first = weeks[0];
	if (first === undefined || instant < first) return -1;
	return Math.floor((Date.parse(instant) - Date.parse(first)) / WEEK);
}
