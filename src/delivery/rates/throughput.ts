import { MINUTE } from "../../time/time-span.ts";

/** A minute that began more recently than this says little, so the minute before counts as well. */
const MIN_MEASURED_MS = 10_000;
/** Bounds the memory: the number of domains has no limit. */
const MAX_KEYS = 10_000;

/** How fast this process has sent messages in the last minute. */
export interface Throughput {
	/** Counts one message. @param key what is measured: `serverScopeKey` */
	count(key: string, now: number): void;
	/** Messages a minute. */
	perMinute(key: string, now: number): number;
}

interface MinuteCount {
	since: number;
	count: number;
	/** Messages a minute in the minute before. */
	previousRate: number;
}

export function createThroughput(): Throughput {
	const minutes = new Map<string, MinuteCount>();
	return {
		count(key, now) {
			const current = minutes.get(key);
			if (current && now >= current.since && now < current.since + MINUTE) {
				current.count++;
				return;
			}
			if (minutes.size >= MAX_KEYS) minutes.clear();
			const previousRate = current ? rateOf(current, now) : 0;
			minutes.set(key, { since: now, count: 1, previousRate });
		},
		perMinute(key, now) {
			const current = minutes.get(key);
			if (!current) return 0;
			const rate = rateOf(current, now);
			return now - current.since < MIN_MEASURED_MS
				? Math.max(current.previousRate, rate)
				: rate;
		},
	};
}

function rateOf({ since, count }: MinuteCount, now: number): number {
	return (count * MINUTE) / Math.max(now - since, 1_000);
}
