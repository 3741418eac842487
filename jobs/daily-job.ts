import type { App } from "../src/app.ts";
import { shift, startOfUtcDay } from "../src/time/clock.ts";
import { DAY } from "../src/time/time-span.ts";
import { type Job, recordedName } from "./job.ts";
import { runOnce } from "./run-once.ts";

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
			off(app) ? null : shift(startOfUtcDay(app.clock.now()), DAY),
		runDue: async (app, signal) =>
			off(app)
				? null
				: runOnce(app, recordedName(job), startOfUtcDay(app.clock.now()), () =>
						run(app, signal),
					),
	};
}
