import type { App } from "../src/app.ts";
import type { Instant } from "../src/clock.ts";
import { claimRun, finishRun } from "../src/db/job-runs.ts";
import { describeError } from "../src/errors.ts";

/**
 * Runs `work` for what was due at `dueAt`, once in all processes. A failure is
 * recorded and tried again some minutes later; `work` must bear that.
 *
 * @returns what it did; null when it is done or in another worker's hands
 */
export async function runOnce(
	app: App,
	job: string,
	dueAt: Instant,
	work: () => Promise<string>,
): Promise<string | null> {
	const { db, clock, worker } = app;
	const run = { job, dueAt, worker: worker.name, now: clock.now() };
	if (!(await claimRun(db, run, worker.isGone))) return null;
	const finish = (state: "done" | "failed", result: string) =>
		finishRun(db, { ...run, now: clock.now() }, state, result);
	try {
		const result = await work();
		await finish("done", result);
		return result;
	} catch (error) {
		await finish("failed", describeError(error));
		throw error;
	}
}
