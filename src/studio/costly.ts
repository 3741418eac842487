import { performance } from "node:perf_hooks";

/** A result is kept for so many times as long as it took: counting costs the sender at most a fiftieth of the time. */
const REST = 50;
/** Of what mostly waits for files: meanwhile the sender goes on, and a busy machine makes it long. */
export const SHORT_REST = 5;
const LEAST_MS = 1000;

interface Kept<T> {
	version: string;
	/** ms, of a clock that only goes forward */
	until: number;
	value: Promise<T>;
}

/**
 * Remembers what is costly to count, for all pages together: on SQLite nothing
 * else happens in this process meanwhile.
 *
 * @param rest times as long as it took
 * @returns counts again when the version is another, or the result is old enough
 */
export function costly<T>(
	rest = REST,
): (key: number, version: string, count: () => Promise<T>) => Promise<T> {
	const kept = new Map<number, Kept<T>>();
	return (key, version, count) => {
		const known = kept.get(key);
		const now = performance.now();
		if (known && known.version === version && now < known.until)
			return known.value;
		const entry: Kept<T> = {
			version,
			until: Number.POSITIVE_INFINITY,
			value: count(),
		};
		kept.set(key, entry);
		const settle = () => {
			const end = performance.now();
			entry.until = end + Math.max(LEAST_MS, rest * (end - now));
		};
		entry.value.then(settle, () => kept.delete(key));
		return entry.value;
	};
}
