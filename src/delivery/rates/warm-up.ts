import type { Instant } from "../../clock.ts";
import { DAY, type Rate } from "../../rate.ts";

/** A new sender's ramp: so many on the first day of sending, and that times `factor` with every day. */
export interface WarmUp {
	readonly first: number;
	readonly factor: number;
}

/** Reads `500 x2`; null when the text says anything else. */
export function parseWarmUp(text: string): WarmUp | null {
	const [, count, times] =
		/^\s*(\d+)\s*[x×]\s*(\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
	const first = Number(count);
	const factor = Number(times);
	return first >= 1 && first <= 1e9 && factor > 1 && factor <= 10
		? { first, factor }
		: null;
}

/** Under this name the first acceptance is kept: another ramp begins anew. */
export function warmUpKey({ first, factor }: WarmUp): string {
	return `warm_up ${first} x${factor}`;
}

/**
 * The limit at this moment; null: the ramp has become steeper than any list is
 * long. A day is 24 hours, counted from the first acceptance, so that it does
 * not depend on a time zone.
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
	return limit > 1e9 ? null : { limit, periodMs: DAY };
}
