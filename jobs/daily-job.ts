import type { App } from "../src/app.ts";
import { type Instant, shift } from "../src/clock.ts";
import { type Job, recordedName } from "./job.ts";
import { runOnce } from "./run-once.ts";

const DAY_MS = 24 * 60 * 60_000;

type DailyJob = Pick<Job, "name" | "formerName" | "about"> & {
	/** False: the settings switch the job off. Default: on. */
	isOn?(app: App): boolean;
	/** Does the day's work and returns what it did. Safe to repeat. */
	run(app: App, signal: AbortSignal): Promise<string>;
};

/** A job that is due once a day, from 00:00 UTC on. */
export function dailyJob({ isOn, run, ...job }: DailyJob): Job {
	const off = (app: App) => isOn !== undefined && !isOn(app);
	return {
		...job,
		nextDue: (app) =>
			off(app) ? null : shift(startOfDay(app.clock.now()), DAY_MS),
		runDue: async (app, signal) =>
			off(app)
				? null
				: runOnce(app, recordedName(job), startOfDay(app.clock.now()), () =>
						run(app, signal),
					),
	};
}

/** 00:00 UTC of the same day. */
function startOfDay(at: Instant): Instant {
	return `${at.slice(0, 10)}T00:00:00.000Z`;
}
