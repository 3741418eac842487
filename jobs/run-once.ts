import type { App } from "../src/app.ts";
import {
	claimJobRun,
	finishJobRun,
	RENEW_EVERY_MS,
	renewJobRun,
} from "../src/db/job-runs.ts";
import { describeError } from "../src/errors.ts";
import type { Instant } from "../src/time/clock.ts";

/**
 * Runs `work` once for what was due at `dueAt`, in one of all processes. A
 * failure is recorded and tried again some minutes later: `work` must be safe to
 * repeat.
 *
 * @param job the name to record it by
 * @returns what it did; null when it was done already or another worker does it
 * @throws what `work` throws
 */
export async function runOnce(
	app: App,
	job: string,
	dueAt: Instant,
	work: () => Promise<string>,
): Promise<string | null> {
	const { db, clock, worker } = app;
	const run = { job, dueAt, worker: worker.name, now: clock.now() };
	if (!(await claimJobRun(db, run, worker.isGone))) return null;
	const finish = (state: "done" | "failed", result: string) =>
		finishJobRun(db, { ...run, now: clock.now() }, state, result);
	// A failed renewal is repeated; if the database is lost, so is the claim.
	const renewal = setInterval(
		() => void renewJobRun(db, { ...run, now: clock.now() }).catch(() => {}),
		RENEW_EVERY_MS,
	);
	try {
		const result = await work();
		await finish("done", result);
		return result;
	} catch (error) {
		await finish("failed", describeError(error));
		throw error;
	} finally {
		clearInterval(renewal);
	}
}
