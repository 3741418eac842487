import { schedule } from "node-cron";
import type { App } from "../src/app.ts";
import { isDatabaseAway } from "../src/db/open.ts";
import { describeError } from "../src/errors.ts";
import { startOfUtcDay } from "../src/time/clock.ts";
import { cleanSignUpsJob } from "./clean-sign-ups.ts";
import { countFiguresJob } from "./count-figures.ts";
import { deleteExpiredJob } from "./delete-expired.ts";
import { draftIssueJob } from "./draft-issue.ts";
import { inactiveSubscribersJob } from "./inactive-subscribers.ts";
import type { Job } from "./job.ts";
import { readFeedbackJob } from "./read-feedback.ts";
import { sendIssueJob } from "./send-issue.ts";
import { takeSignUpsJob } from "./take-sign-ups.ts";

/** All jobs, in the order in which a tick starts them. */
export const JOBS: readonly Job[] = [
	draftIssueJob,
	takeSignUpsJob,
	sendIssueJob,
	countFiguresJob,
	cleanSignUpsJob,
	deleteExpiredJob,
	inactiveSubscribersJob,
	readFeedbackJob,
];

/** Every minute. The database says what is due. */
const TICK = "* * * * *";

export interface Scheduler {
	/** Starts what is due and not running already. */
	tick(): void;
	/** Starts no further tick. Resolves when all that runs has ended. */
	stop(): Promise<void>;
}

/**
 * Ticks at once and then every minute. Jobs run side by side: one that takes hours,
 * such as sending with a limit, does not hold up the others. A tick that comes late,
 * twice, or after the clock was set back does nothing twice: the rows say what is done.
 */
export function startScheduler(app: App, signal: AbortSignal): Scheduler {
	const busy = new Set<Job>();
	const running = new Set<Promise<void>>();
	const start = (job: Job) => {
		if (busy.has(job)) return;
		if (!job.overlaps) busy.add(job);
		const run = runDueJob(app, job, signal).finally(() => {
			busy.delete(job);
			running.delete(run);
		});
		running.add(run);
	};
	const tick = () => {
		if (!signal.aborted) for (const job of JOBS) start(job);
	};
	const task = schedule(TICK, tick, { timezone: app.config.timeZone });
	tick();
	return {
		tick,
		async stop() {
			await task.destroy();
			await Promise.all(running);
		},
	};
}

/** Runs what is due, one job after the other. */
export async function runDueJobs(app: App, signal: AbortSignal): Promise<void> {
	for (const job of JOBS)
		if (!signal.aborted) await runDueJob(app, job, signal);
}

/** Never rejects: a job that fails is logged. */
async function runDueJob(
	app: App,
	job: Job,
	signal: AbortSignal,
): Promise<void> {
	try {
		const result = await job.runDue(app, signal);
		if (result !== null) app.log.info({ job: job.name }, result);
	} catch (error) {
		if (isDatabaseAway(error)) return;
		// What was interrupted goes on after the next start.
		const level = signal.aborted ? "info" : "error";
		app.log[level](
			{ job: job.name, error: describeError(error) },
			"job failed",
		);
		if (signal.aborted) return;
		await app.notify(
			`The job ${job.name} failed`,
			`${describeError(error)} It is tried again by itself. This is reported once a day.`,
			"digest job list",
			{ key: `job ${job.name} ${startOfUtcDay(app.clock.now())}` },
		);
	}
}
