import { type Instant, shift } from "../time/clock.ts";
import { MINUTE } from "../time/time-span.ts";

/** The clocks of two processes, or of one before and after it was set, may differ by this. */
const SKEW = 5 * MINUTE;

/**
 * What was made later than this was made by a wrong clock, or the clock was set back:
 * its time would end much later than it should, so it counts no more.
 */
export function aheadOf(now: Instant): Instant {
	return shift(now, SKEW);
}
