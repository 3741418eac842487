import { MINUTE } from "../../time-span.ts";

/** A shorter time says little: then the minute before counts as well. */
const MIN_MEASURED_MS = 10_000;
/** At most this many domains are measured, so that the memory stays bounded. */
const MAX_MEASURED = 10_000;

/** How fast this process has sent lately. */
export interface Throughput {
	count(place: string, now: number): void;
	/** Messages a minute. */
	perMinute(place: string, now: number): number;
}

interface Reading {
	since: number;
	count: number;
	/** In the minute before. */
	before: number;
}

export function createThroughput(): Throughput {
	const readings = new Map<string, Reading>();
	return {
		count(place, now) {
			const reading = readings.get(place);
			if (reading && now >= reading.since && now < reading.since + MINUTE) {
				reading.count++;
				return;
			}
			if (readings.size >= MAX_MEASURED) readings.clear();
			const before = reading ? rateOf(reading, now) : 0;
			readings.set(place, { since: now, count: 1, before });
		},
		perMinute(place, now) {
			const reading = readings.get(place);
			if (!reading) return 0;
			const rate = rateOf(reading, now);
			return now - reading.since < MIN_MEASURED_MS
				? Math.max(reading.before, rate)
				: rate;
		},
	};
}

function rateOf({ since, count }: Reading, now: number): number {
	return (count * MINUTE) / Math.max(now - since, 1_000);
}
