import { Failure } from "../../src/errors.ts";
import type { Measurement } from "./measurement.ts";

/** Listed by hand, each the file beside this one that exports `bench`; loaded only when run. */
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
];

const { args, json } = readArguments(process.argv.slice(2));
try {
	const measurements: Measurement[] = [];
	for (const name of named(args)) {
		const { bench } = await load(name);
		for (const measurement of await bench()) {
			measurements.push(measurement);
			if (json) console.log(JSON.stringify(measurement));
		}
	}
	if (!json) printTable(measurements);
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

function printTable(measurements: Measurement[]) {
	console.table(
		measurements.map((one) => ({
			measured: one.name,
			value: `${readable(one.value)} ${one.unit}`,
			peer: one.peer,
			"peer's value": `${readable(one.peerValue)} ${one.unit}`,
			ratio: readable(one.ratio),
			...(one.cpu ? { "CPU, ours / peer's": cpu(one.cpu) } : {}),
			target: one.target,
			pass: one.pass ? "yes" : "NO",
		})),
	);
}

function cpu({ value, peerValue }: NonNullable<Measurement["cpu"]>): string {
	const microseconds = (time: number | null) =>
		time === null ? "?" : Math.round(time);
	return `${microseconds(value)} / ${microseconds(peerValue)} µs`;
}

function readable(value: number): string {
	return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
