import { schedule } from "node-cron";
import type { App } from "../src/app.ts";
import { startOfUtcDay } from "../src/clock.ts";
import { describeError } from "../src/errors.ts";
import { cleanSignUpsJob } from "./clean-sign-ups.ts";
import { deleteExpiredJob } from "./delete-expired.ts";
import { draftIssueJob } from "./draft-issue.ts";
import { inactiveSubscribersJob } from "./inactive-subscribers.ts";
import type { Job } from "./job.ts";
import { sendIssueJob } from "./send-issue.ts";
import { takeSignUpsJob } from "./take-sign-ups.ts";

/** All jobs, in the order in which a tick runs them. */
export const JOBS: readonly Job[] = [
	draftIssueJob,
	takeSignUpsJob,
	sendIssueJob,
	cleanSignUpsJob,
	deleteExpiredJob,
	inactiveSubscribersJob,
];

/** Every minute. The database says what is due. */
const TICK = "* * * * *";

export interface Scheduler {
	/** Starts no further tick. Resolves when the running one has ended. */
	stop(): Promise<void>;
}

/**
 * Ticks at once and then every minute. A tick that comes late, twice, or after
 * the clock was set back does nothing twice: the rows say what is done.
 */
export function startScheduler(app: App, signal: AbortSignal): Scheduler {
	let running = Promise.resolve();
	let busy = false;
	const tick = () => {
		if (busy || signal.aborted) return;
		busy = true;
		running = runDueJobs(app, signal).finally(() => {
			busy = false;
		});
	};
	const task = schedule(TICK, tick, { timezone: app.config.timeZone });
	tick();
	return {
		async stop() {
			await task.destroy();
			await running;
		},
	};
}

/** Runs what is due. A job that fails is logged, and the others run all the same. */
export async function runDueJobs(app: App, signal: AbortSignal): Promise<void> {
	for (const job of JOBS) {
		if (signal.aborted) return;
		try {
			const result = await job.runDue(app, signal);
			if (result !== null) app.log.info({ job: job.name }, result);
		} catch (error) {
			const problem = describeError(error);
			app.log.error({ job: job.name, error: problem }, "job failed");
			const day = startOfUtcDay(app.clock.now());
			await app.notify(
				`The job ${job.name} failed`,
				`${problem} It is tried again by itself. This is reported once a day.`,
				"digest job list",
				{ key: `job ${job.name} ${day}` },
			);
		}
	}
}
