import { type Measurement, median } from "./measurement.ts";
import type { Run } from "./send-peers.ts";

/**
 * Messages a second, ours and a peer's: the medians of several runs.
 *
 * @param atLeast how many times the peer's; a sentence where there is no target
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

/** The median of the processor time for a message, µs; null: no run has it. */
export function cpuOf(runs: readonly Run[]): number | null {
	const known = runs.flatMap(({ messages, cpuSeconds }) =>
		cpuSeconds === null ? [] : [(cpuSeconds / messages) * 1e6],
	);
	return known.length > 0 ? median(known) : null;
}
