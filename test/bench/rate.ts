import { type Measurement, median } from "./measurement.ts";
import type { Run } from "./send-peers.ts";

/**
 * Messages a second beside a peer's, medians of several runs.
 *
 * @param atLeast times the peer's; a sentence instead where nothing is asked for
 */
export function rateMeasurement(
	name: string,
	ours: readonly Run[],
	peer: string,
	theirs: readonly Run[],
	atLeast: number | string,
): Measurement {
	const value = median(ours.map(perSecond));
	const peerValue = median(theirs.map(perSecond));
	const ratio = value / peerValue;
	return {
		name,
		value,
		unit: "messages/s",
		peer,
		peerValue,
		ratio,
		cpu: { value: cpuOf(ours), peerValue: cpuOf(theirs) },
		target: typeof atLeast === "number" ? `at least ${atLeast} times` : atLeast,
		pass: typeof atLeast === "string" || ratio >= atLeast,
	};
}

export function perSecond({ messages, seconds }: Run): number {
	return messages / seconds;
}

/** Microseconds a message; null: not known of any run. */
export function cpuOf(runs: readonly Run[]): number | null {
	const known = runs.flatMap(({ messages, cpuSeconds }) =>
		cpuSeconds === null ? [] : [(cpuSeconds / messages) * 1e6],
	);
	return known.length > 0 ? median(known) : null;
}
