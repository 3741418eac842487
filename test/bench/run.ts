import { Failure } from "../../src/errors.ts";
import type { Measurement } from "./measurement.ts";

/** Each is a file of this folder that exports `bench`. It is loaded only when it is run. */
const BENCHMARKS = [
	"import",
	"draft",
	"merge",
	"preflight",
	"handover",
	"dkim",
	"send",
	"million",
	"limits",
	"audience",
	"signup",
	"beside",
	"feedback",
	"studio",
];

const { args, json } = readArguments(process.argv.slice(2));
try {
	const measurements: Measurement[] = [];
	for (const name of named(args)) {
		const { bench } = await load(name);
		for (const measurement of await bench()) {
			measurements.push(measurement);
			if (json) console.log(JSON.stringify(measurement));
			else print(measurement);
		}
	}
	process.exitCode = measurements.every((one) => one.pass) ? 0 : 1;
} catch (error) {
	if (!(error instanceof Failure)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}

function readArguments(words: string[]) {
	return {
		args: words.filter((word) => word !== "--json"),
		json: words.includes("--json"),
	};
}

async function load(
	name: string,
): Promise<{ bench(): Promise<Measurement[]> }> {
	return import(`./${name}.ts`);
}

function named(args: string[]): string[] {
	const unknown = args.find((name) => !BENCHMARKS.includes(name));
	if (unknown !== undefined)
		throw new Failure(
			"no-such-benchmark",
			`There is no benchmark "${unknown}". There are: ${BENCHMARKS.join(", ")}`,
		);
	return args.length > 0 ? args : BENCHMARKS;
}

function print(one: Measurement) {
	const lines = {
		result: `${readable(one.value)} ${one.unit}`,
		"compared with": `${readable(one.peerValue)} ${one.unit} (${one.peer})`,
		ratio: readable(one.ratio),
		...(one.cpu ? { "processor time": processorTime(one.cpu) } : {}),
		target: `${one.target} (${one.pass ? "met" : "NOT MET"})`,
	};
	console.log(`\n${one.name}`);
	for (const [label, text] of Object.entries(lines))
		console.log(`  ${label.padEnd(16)}${text}`);
}

function processorTime({
	value,
	peerValue,
}: NonNullable<Measurement["cpu"]>): string {
	const microseconds = (time: number | null) =>
		time === null ? "unknown" : `${readable(Math.round(time))} µs`;
	return `${microseconds(value)} each, compared with ${microseconds(peerValue)}`;
}

function readable(value: number): string {
	return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
