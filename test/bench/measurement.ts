/** One number beside the number it is measured against, both from the same run. */
export interface Measurement {
	/** What was measured: "import 10,000 comparisons". */
	name: string;
	value: number;
	/** Of `value` and `peerValue`: "ms", "µs", "MB". */
	unit: string;
	/** What it is measured against. */
	peer: string;
	peerValue: number;
	/** `value / peerValue`. */
	ratio: number;
	/** Microseconds of processor time for one, beside the peer's; null: not known. */
	cpu?: { value: number | null; peerValue: number | null };
	/** The limit in words: "within 3 times". */
	target: string;
	pass: boolean;
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
