import type { Rate } from "../../rate.ts";
import { DAY } from "../../time-span.ts";

/**
 * What a limit has let through lately: how many in the slot of time with this
 * number, in the one before it, and so on backwards.
 */
export interface Used {
	readonly slot: number;
	readonly counts: readonly number[];
}

export const UNUSED: Used = { slot: 0, counts: [] };

/**
 * How many may go now. A slot that the period before `now` only grazes counts
 * whole, so in no stretch of the period's length do more than `limit` go, and
 * the whole limit may go in a burst; used to the full all the time it gives
 * 98 hundredths of itself.
 *
 * @param now milliseconds; when the clock was set forward, the limit is there
 * anew, once
 */
export function roomFor(used: Used, rate: Rate, now: number): number {
	const { counts } = aligned(used, rate.periodMs, now);
	return Math.max(0, rate.limit - sum(counts));
}

/** The same with `count` more that go now, or that did not go after all when it is below zero. */
export function spend(
	used: Used,
	periodMs: number,
	now: number,
	count: number,
): Used {
	const { slot, counts } = aligned(used, periodMs, now);
	const [newest = 0, ...older] = counts;
	return { slot, counts: trimmed([Math.max(0, newest + count), ...older]) };
}

/** The first moment from `now` on at which one may go, in milliseconds. */
export function opensAt(used: Used, rate: Rate, now: number): number {
	const { slot, counts } = aligned(used, rate.periodMs, now);
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
 * Whether the clock was set back since: what was used "later" counts as used
 * now. Keep what `spend` makes of it, so that it ages from here on and the
 * wait is one period at the most.
 */
export function isAhead(used: Used, periodMs: number, now: number): boolean {
	return sum(used.counts) > 0 && used.slot * slotLength(periodMs) > now;
}

/** When nothing of it counts any more and it may be forgotten, in milliseconds. */
export function forgottenAt(used: Used, periodMs: number): number {
	return (used.slot + slotsIn(periodMs) + 1) * slotLength(periodMs);
}

/** Seen from `now`: what is too old is dropped, what lies ahead is taken for now. */
function aligned(used: Used, periodMs: number, now: number): Used {
	const slot = Math.floor(now / slotLength(periodMs));
	const ahead = used.slot - slot;
	const kept = slotsIn(periodMs) + 1;
	const counts =
		ahead > 0
			? [sum(used.counts.slice(0, ahead + 1)), ...used.counts.slice(ahead + 1)]
			: [...new Array<number>(Math.min(-ahead, kept)).fill(0), ...used.counts];
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
