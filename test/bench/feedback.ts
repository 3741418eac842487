import { spawnSync } from "node:child_process";
import PostalMime from "postal-mime";
import { readFeedback } from "../../src/feedback/feedback.ts";
import { DEVELOPMENT } from "../feedback/corpus/development.ts";
import { HELD_OUT } from "../feedback/corpus/held-out.ts";
import { WORST_CASES } from "../feedback/worst-cases.ts";
import { type Measurement, median } from "./measurement.ts";

const ROUNDS = 20;
const MEDIAN_MS = 1;
const WORST_MS = 50;

/**
 * Reading and judging bounces, next to flufl.bounce where Python has it, else next to
 * parsing them with postal-mime alone; then a megabyte of what is slowest.
 */
export async function bench(): Promise<Measurement[]> {
	const messages = [...DEVELOPMENT, ...HELD_OUT].map(({ raw }) =>
		Buffer.from(raw),
	);
	for (const one of messages) {
		readFeedback(one);
		await PostalMime.parse(one);
	}
	const ours: number[] = [];
	const parsing: number[] = [];
	for (let round = 0; round < ROUNDS; round++)
		for (const one of messages) {
			ours.push(timed(() => readFeedback(one)));
			const before = performance.now();
			await PostalMime.parse(one);
			parsing.push(performance.now() - before);
		}
	const value = median(ours);
	const flufl = timesOfFlufl(messages);
	const peer = flufl ?? parsing;
	const name =
		flufl === null
			? "parsing alone with postal-mime (Python has no flufl.bounce)"
			: "parsing and finding the addresses with flufl.bounce";
	return [
		{
			name: `read a bounce and judge it, ${rateOf(ours)}`,
			value,
			unit: "ms",
			peer: `${name}, ${rateOf(peer)}`,
			peerValue: median(peer),
			ratio: value / median(peer),
			target: `at most ${MEDIAN_MS} ms in the median`,
			pass: value <= MEDIAN_MS,
		},
		worstCase(value),
	];
}

/** Milliseconds for each message, in one process of Python; null: it has no flufl.bounce. */
function timesOfFlufl(messages: readonly Buffer[]): number[] | null {
	const { status, stdout } = spawnSync("python3", ["-c", FLUFL], {
		input: JSON.stringify(messages.map((one) => one.toString("base64"))),
		maxBuffer: 100_000_000,
	});
	return status === 0 ? (JSON.parse(stdout.toString()) as number[]) : null;
}

const FLUFL = `
import base64, email, json, sys, time
from flufl.bounce import all_failures
messages = [base64.b64decode(one) for one in json.load(sys.stdin)]
times = []
for turn in range(${ROUNDS} + 1):
    for one in messages:
        before = time.perf_counter()
        all_failures(email.message_from_bytes(one))
        if turn > 0:
            times.append(1000 * (time.perf_counter() - before))
print(json.dumps(times))
`;

/** "4,000 messages a second" */
function rateOf(times: readonly number[]): string {
	const rate = Math.round((1000 * times.length) / sum(times));
	return `${rate.toLocaleString("en")} messages a second`;
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
