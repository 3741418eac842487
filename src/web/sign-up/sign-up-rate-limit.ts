import type { Clock } from "../../clock.ts";
import { HOUR } from "../../time-span.ts";

/** Keeps one network from filling the disk. What it lets through, the rows count again. */
export interface Gate {
	/** Whether one more of this network may be written down. Null is everybody's: it may. */
	admits(network: string | null): boolean;
}

/** So many networks are remembered; beyond that the oldest is let in again. */
const KEPT = 100_000;

/** @param limit how many an hour */
export function createGate(clock: Clock, limit: number): Gate {
	const seen = new Map<string, { since: number; count: number }>();
	return {
		admits(network) {
			if (network === null) return true;
			const now = Date.parse(clock.now());
			const known = seen.get(network);
			if (known && now - known.since < HOUR) return ++known.count <= limit;
			seen.delete(network);
			seen.set(network, { since: now, count: 1 });
			const [oldest] = seen.keys();
			if (seen.size > KEPT && oldest !== undefined) seen.delete(oldest);
			return true;
		},
	};
}
