import PostalMime from "postal-mime";
import { readFeedback } from "../../src/feedback/feedback.ts";
import { DEVELOPMENT } from "../feedback/corpus/development.ts";
import { HELD_OUT } from "../feedback/corpus/held-out.ts";
import { WORST_CASES } from "../feedback/worst-cases.ts";
import { type Measurement, median } from "./measurement.ts";

const ROUNDS = 20;
const MEDIAN_MS = 1;
const WORST_MS = 50;

/** Reading and judging bounces, next to parsing them with postal-mime alone; then a megabyte of what is slowest. */
export async function bench(): Promise<Measurement[]> {
	const messages = [...DEVELOPMENT, ...HELD_OUT].map(({ raw }) =>
		Buffer.from(raw),
	);
	for (const one of messages) {
		readFeedback(one);
		await PostalMime.parse(one);
	}
	const ours: number[] = [];
	const peer: number[] = [];
	for (let round = 0; round < ROUNDS; round++)
		for (const one of messages) {
			ours.push(timed(() => readFeedback(one)));
			const before = performance.now();
			await PostalMime.parse(one);
			peer.push(performance.now() - before);
		}
	const value = median(ours);
	const rate = Math.round((1000 * ours.length) / sum(ours));
	return [
		{
			name: `read a bounce and judge it, ${rate.toLocaleString("en")} messages a second`,
			value,
			unit: "ms",
			peer: `parsing alone with postal-mime, ${Math.round((1000 * peer.length) / sum(peer)).toLocaleString("en")} messages a second`,
			peerValue: median(peer),
			ratio: value / median(peer),
			target: `at most ${MEDIAN_MS} ms in the median`,
			pass: value <= MEDIAN_MS,
		},
		worstCase(value),
	];
}

function worstCase(peerValue: number): Measurement {
	let slowest = { name: "", value: 0 };
	for (const [name, text] of Object.entries(WORST_CASES)) {
		const raw = Buffer.from(text);
		const value = median([1, 2, 3].map(() => timed(() => readFeedback(raw))));
		if (value > slowest.value) slowest = { name, value };
	}
	return {
		name: `read 1 MB, the slowest of ${Object.keys(WORST_CASES).length}: ${slowest.name}`,
		value: slowest.value,
		unit: "ms",
		peer: "a bounce in the median",
		peerValue,
		ratio: slowest.value / peerValue,
		target: `at most ${WORST_MS} ms`,
		pass: slowest.value <= WORST_MS,
	};
}

function timed(act: () => void): number {
	const before = performance.now();
	act();
	return performance.now() - before;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, one) => total + one, 0);
}
