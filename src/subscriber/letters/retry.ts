import { type Instant, shift } from "../../time/clock.ts";
import { MINUTE } from "../../time/time-span.ts";

/** Longer than any SMTP timeout. After that, another worker may claim the letter. */
export const LEASE_MS = 15 * MINUTE;
/** The wait after each failed attempt. After the last one the letter is given up. */
const RETRY_WAITS_MS = [1, 5, 15, 60, 240, 720].map(
	(minutes) => minutes * MINUTE,
);

/** When a letter is tried again; null: it is given up. @param attempts made so far */
export function nextTry(attempts: number, now: Instant): Instant | null {
	const wait = RETRY_WAITS_MS[attempts - 1];
	return wait === undefined ? null : shift(now, wait);
}
