import type { Instant } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";

/** How long a delivery is tried before it expires. */
export const GIVE_UP_AFTER_MS = DAY;

/** How long to wait between attempts, and when to stop. */
export interface Retry {
	/** The wait after the first attempt, and the longest one; milliseconds. */
	readonly first: number;
	readonly max: number;
	/** A delivery that is not accepted by then expires. */
	readonly giveUpAt: Instant;
}

/** The wait before the next attempt, in milliseconds: three times as long each time up to `max`, with a jitter of 20 %. */
export function retryDelay(
	attempts: number,
	{ first, max }: Pick<Retry, "first" | "max">,
	random: number,
): number {
	const delay = Math.min(first * 3 ** (attempts - 1), max);
	return Math.round(delay * (0.8 + 0.4 * random));
}

/**
 * The wait of an unsure delivery. The first is a tenth of the usual one, because
 * the server did not ask to wait. Later ones are the usual ones, because each
 * attempt may send another copy.
 */
export function unsureDelay(
	attempts: number,
	retry: Pick<Retry, "first" | "max">,
	random: number,
): number {
	const delay = retryDelay(attempts, retry, random);
	return attempts === 1 ? delay / 10 : delay;
}
