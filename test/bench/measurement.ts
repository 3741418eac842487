/** One number and the number it is compared with, both from the same run. */
export interface Measurement {
	/** What was measured: "import 10,000 comparisons". */
	name: string;
	value: number;
	/** Of `value` and `peerValue`: "ms", "µs", "MB". */
	unit: string;
	/** What it is compared with. */
	peer: string;
	peerValue: number;
	/** `value / peerValue`. */
	ratio: number;
	/** Microseconds of processor time for one message or request, ours and the peer's; null: not known. */
	cpu?: { value: number | null; peerValue: number | null };
	/** In words: "at most 3 times". */
	target: string;
	pass: boolean;
}

/** A measurement that passes when it takes at most this many times as long as its peer. */
export function atMostTimes(
	limit: number,
	one: Pick<Measurement, "name" | "value" | "unit" | "peer" | "peerValue">,
): Measurement {
	const ratio = one.value / one.peerValue;
	return {
		...one,
		ratio,
		target: limit === 1 ? "no slower" : `at most ${limit} times`,
		pass: ratio <= limit,
	};
}

/** The middle one of several runs: on a shared machine a mean is mostly noise. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle];
	const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
	if (upper === undefined || lower === undefined)
		throw new RangeError("There is no median of nothing.");
	return (lower + upper) / 2;
}
