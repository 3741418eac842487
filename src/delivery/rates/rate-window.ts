import type { Rate } from "../../rate.ts";
import { DAY } from "../../time/time-span.ts";

/**
 * How many messages a limit has allowed in its last period, counted in slots of
 * time: `counts[0]` in the slot with the number `slot`, `counts[1]` in the slot
 * before it, and so on.
 */
export interface RateWindow {
	readonly slot: number;
	readonly counts: readonly number[];
}

export const EMPTY_WINDOW: RateWindow = { slot: 0, counts: [] };

/**
 * How many may be sent now. A slot counts whole even when only a part of it
 * lies in the period before `now`. So no span of the period's length contains
 * more than `limit` messages, and the whole limit may be sent in a burst. A
 * limit that is always used in full allows 98 % of its rate.
 *
 * @param now milliseconds. After the clock is set forward, the whole limit is
 *   free again, once
 */
export function remainingOf(
	window: RateWindow,
	rate: Rate,
	now: number,
): number {
	const { counts } = aligned(window, rate.periodMs, now);
	return Math.max(0, rate.limit - sum(counts));
}

/** Counts `count` messages as sent now. A negative count takes back messages that were not sent. */
export function add(
	window: RateWindow,
	periodMs: number,
	now: number,
	count: number,
): RateWindow {
	const { slot, counts } = aligned(window, periodMs, now);
	const [newest = 0, ...older] = counts;
	return { slot, counts: trimmed([Math.max(0, newest + count), ...older]) };
}

/** The first moment from `now` on at which one more may be sent, in milliseconds. */
export function availableAt(
	window: RateWindow,
	rate: Rate,
	now: number,
): number {
	const { slot, counts } = aligned(window, rate.periodMs, now);
	const length = slotLength(rate.periodMs);
	let left = sum(counts);
	if (left < rate.limit) return now;
	for (let age = counts.length - 1; age >= 0; age--) {
		left -= counts[age] ?? 0;
		if (left < rate.limit)
			return (slot - age + slotsIn(rate.periodMs) + 1) * length;
	}
	return now;
}

/**
 * Whether the clock was set back after the last message. Messages from the
 * future count as sent now. Save the result of `add` with a count of 0: then
 * they age from now on, and the wait is at most one period.
 */
export function isInFuture(
	window: RateWindow,
	periodMs: number,
	now: number,
): boolean {
	return sum(window.counts) > 0 && window.slot * slotLength(periodMs) > now;
}

/** When no message in it counts any more and it can be deleted, in milliseconds. */
export function expiresAt(window: RateWindow, periodMs: number): number {
	return (window.slot + slotsIn(periodMs) + 1) * slotLength(periodMs);
}

/** As seen from `now`: counts that are too old are dropped, counts from the future count as now. */
function aligned(
	window: RateWindow,
	periodMs: number,
	now: number,
): RateWindow {
	const slot = Math.floor(now / slotLength(periodMs));
	const ahead = window.slot - slot;
	const kept = slotsIn(periodMs) + 1;
	const counts =
		ahead > 0
			? [
					sum(window.counts.slice(0, ahead + 1)),
					...window.counts.slice(ahead + 1),
				]
			: [
					...new Array<number>(Math.min(-ahead, kept)).fill(0),
					...window.counts,
				];
	return { slot, counts: trimmed(counts.slice(0, kept)) };
}

/** A second in slots of 20 ms, a minute of 1 s, an hour of 1 min, a day of 15 min. */
function slotsIn(periodMs: number): number {
	if (periodMs <= 1_000) return 50;
	return periodMs >= DAY ? 96 : 60;
}

function slotLength(periodMs: number): number {
	return periodMs / slotsIn(periodMs);
}

function trimmed(counts: readonly number[]): number[] {
	const last = counts.findLastIndex((count) => count > 0);
	return counts.slice(0, last + 1);
}

function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
