import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Measurement, median } from "./measurement.ts";

const LIMIT_MS = 1_000;
const PROCESSES = 3;

/** Milliseconds in a process of its own. */
export interface CompileTimes {
	/** To load MJML, React Email and React. */
	loading: number;
	/** The first compile of all cohorts, and the second. */
	first: number;
	second: number;
	cohorts: number;
}

/** The time that the first compile of a new process takes, for all cohorts of the sample issue. */
export async function firstCompile(): Promise<Measurement> {
	const runs: CompileTimes[] = [];
	for (let run = 0; run < PROCESSES; run++) runs.push(await inAProcess());
	const value = median(runs.map(({ first }) => first));
	const peerValue = median(runs.map(({ second }) => second));
	const loading = Math.round(median(runs.map((run) => run.loading)));
	return {
		name: `the first compile of a process, ${runs[0]?.cohorts} cohorts (loading its engines took ${loading} ms)`,
		value,
		unit: "ms",
		peer: "the second compile",
		peerValue,
		ratio: value / peerValue,
		target: `at most ${LIMIT_MS} ms`,
		pass: value <= LIMIT_MS,
	};
}

async function inAProcess(): Promise<CompileTimes> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		join(import.meta.dirname, "first-compile-process.ts"),
	]);
	return JSON.parse(stdout) as CompileTimes;
}
