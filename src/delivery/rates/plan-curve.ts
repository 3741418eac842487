import { type Instant, shift } from "../../time/clock.ts";
import { DAY, timeSpanMs } from "../../time/time-span.ts";
import type { Stage } from "../stages/read-stages.ts";
import { boundsOf, type Capacity, type PlanInput } from "./plan.ts";

/** How many messages should have been sent by a time. */
export interface PlanPoint {
	at: Instant;
	sum: number;
}

/** Points of a curve that rises all the time. */
const POINTS = 96;
/** A plan never ends later than this after its start. */
const MAX_MS = 2 * 366 * DAY;

/**
 * How an issue should go out: the earliest that its limits, the warm-up and the waits between
 * its stages allow, if no message fails. Between two points it rises in steps that are
 * too small to be seen.
 *
 * @param stages null: it goes out at once
 * @returns empty: there is no limit, and nothing to wait for
 */
export function planCurve(
	input: PlanInput,
	stages: readonly Stage[] | null,
): PlanPoint[] {
	const left = [...input.left.values()].reduce((sum, count) => sum + count, 0);
	const allowed = allowedBy(input, left);
	if (left === 0 || (allowed === null && (stages?.length ?? 0) < 2)) return [];
	const capacity: Capacity = allowed ?? (() => left);
	const points: PlanPoint[] = [];
	let sent = 0;
	let opens = 0;
	const all = stages ?? [{ count: null, after: null }];
	for (const [index, { count, after }] of all.entries()) {
		if (sent >= left) break;
		// The wait before the first of them is over, or the plan would begin later.
		opens += index > 0 && after ? timeSpanMs(after) : 0;
		const size = Math.min(count ?? left - sent, left - sent);
		// What the limits allowed while a stage waited is not made up for.
		const before = opens === 0 || !allowed ? 0 : allowed(opens - 1);
		const within = (ms: number) =>
			Math.max(0, Math.min(size, capacity(ms) - before));
		const ends = firstTime(opens, (ms) => within(ms) >= size);
		const step = Math.max(1, Math.ceil((ends - opens) / POINTS));
		points.push({ at: shift(input.starts, opens), sum: sent });
		for (let ms = opens; ms < ends; ms += step)
			points.push({ at: shift(input.starts, ms), sum: sent + within(ms) });
		sent += size;
		points.push({ at: shift(input.starts, ends), sum: sent });
		opens = ends;
	}
	return points;
}

/** What all limits together allow; null: there is none. */
function allowedBy(input: PlanInput, left: number): Capacity | null {
	const bounds = boundsOf(input, left);
	if (bounds.length === 0) return null;
	const overall = bounds.filter(({ scope }) => scope === "");
	const within = (ms: number, scope: string, count: number) =>
		Math.max(
			0,
			Math.min(
				count,
				...bounds
					.filter((bound) => bound.scope === scope)
					.map(({ capacity }) => capacity(ms)),
			),
		);
	return (ms) => {
		let total = 0;
		for (const [scope, count] of input.left)
			total += scope === "" ? count : within(ms, scope, count);
		return Math.min(total, ...overall.map(({ capacity }) => capacity(ms)));
	};
}

/** The first millisecond from `from` on at which something holds that then goes on to hold. */
function firstTime(from: number, holds: (ms: number) => boolean): number {
	let short = from - 1;
	let enough = from + MAX_MS;
	while (enough - short > 1) {
		const middle = Math.floor((short + enough) / 2);
		if (holds(middle)) enough = middle;
		else short = middle;
	}
	return enough;
}
