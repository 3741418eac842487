import type { Rate } from "../../rate.ts";
import type { Instant } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";

/** The growing daily limit of a new sender: `first` messages on the first day, and each day `factor` times as many as the day before. */
export interface WarmUp {
	readonly first: number;
	readonly factor: number;
}

/** A higher limit would limit nothing: no list is that long. */
const MAX_LIMIT = 1_000_000_000;

/** Reads `500 x2`; null for any other text. */
export function parseWarmUp(text: string): WarmUp | null {
	const [, count, times] =
		/^\s*(\d+)\s*[x×]\s*(\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
	const first = Number(count);
	const factor = Number(times);
	return first >= 1 && first <= MAX_LIMIT && factor > 1 && factor <= 10
		? { first, factor }
		: null;
}

/** The key in `meta` of the time of the first acceptance. Another warm-up has another key, so it starts with its first day. */
export function warmUpKey({ first, factor }: WarmUp): string {
	return `warm_up ${first} x${factor}`;
}

/**
 * The limit at `now`; null when it would be higher than `MAX_LIMIT`. A day is
 * 24 hours from the first acceptance, so it does not depend on a time zone.
 *
 * @param since the first acceptance; null: there was none yet
 */
export function warmUpRate(
	warmUp: WarmUp,
	since: Instant | null,
	now: Instant,
): Rate | null {
	const age = since === null ? 0 : Date.parse(now) - Date.parse(since);
	const day = Math.max(0, Math.floor(age / DAY));
	const limit = Math.floor(warmUp.first * warmUp.factor ** day);
	return limit > MAX_LIMIT ? null : { limit, periodMs: DAY };
}
