import { setTimeout as wait } from "node:timers/promises";

/** A moment as ISO 8601 UTC text with milliseconds. Sorting the text sorts by time, in both databases. */
export type Instant = string;

/** The only source of the time. Tests pass a clock that they set. */
export interface Clock {
	now(): Instant;
	/** Waits `ms` milliseconds; ends early, without an error, when `signal` is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
	now: () => new Date().toISOString(),
	sleep: (ms, signal) =>
		wait(ms, undefined, signal ? { signal } : {}).catch((error: Error) => {
			if (error.name !== "AbortError") throw error;
		}),
};

/**
 * A date that `Date` can read, as an instant. Null for what is none, and for one outside
 * of the years 0 to 9999 in UTC, whose text would not sort by time.
 */
export function instantOf(text: string): Instant | null {
	const at = new Date(text);
	const year = at.getUTCFullYear();
	return year >= 0 && year <= 9_999 ? at.toISOString() : null;
}

/** `instant` moved by `ms` milliseconds, forwards or backwards. */
export function shift(instant: Instant, ms: number): Instant {
	return new Date(Date.parse(instant) + ms).toISOString();
}

/** Midnight UTC at the beginning of the day that `instant` is in. */
export function startOfUtcDay(instant: Instant): Instant {
	return `${instant.slice(0, 10)}T00:00:00.000Z`;
}
