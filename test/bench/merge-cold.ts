import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Measurement, median } from "./measurement.ts";

const LIMIT = 1_000;
const PROCESSES = 3;

/** What a process of its own took, in milliseconds. */
export interface ColdRun {
	/** To load MJML, React Email and React. */
	loading: number;
	/** The first compile of all cohorts, and the second. */
	first: number;
	second: number;
	cohorts: number;
}

/** Milliseconds that the first compile of a new process takes, all cohorts of the sample issue. */
export async function coldCompile(): Promise<Measurement> {
	const runs: ColdRun[] = [];
	for (let run = 0; run < PROCESSES; run++) runs.push(await inAProcess());
	const value = median(runs.map(({ first }) => first));
	const peerValue = median(runs.map(({ second }) => second));
	const loading = Math.round(median(runs.map((run) => run.loading)));
	return {
		name: `compile ${runs[0]?.cohorts} cohorts, first time in a process (its engines loaded in ${loading} ms)`,
		value,
		unit: "ms",
		peer: "the second time",
		peerValue,
		ratio: value / peerValue,
		target: `within ${LIMIT} ms`,
		pass: value <= LIMIT,
	};
}

async function inAProcess(): Promise<ColdRun> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		"--import",
		"tsx",
		join(import.meta.dirname, "merge-cold-process.ts"),
	]);
	return JSON.parse(stdout) as ColdRun;
}
