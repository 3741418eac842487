import { shift, startOfUtcDay } from "../src/clock.ts";
import { processInactiveSubscribers } from "../src/subscriber/leaving/inactive-subscribers.ts";
import { DAY } from "../src/time-span.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

/** Once a day, by RETIRE_AFTER. The letters go out with the next tick. */
export const retireJob: Job = {
	name: "retire",
	about: "asks the long silent whether they still want it, and retires them",
	nextDue: ({ clock, config }) =>
		config.retireAfter && shift(startOfUtcDay(clock.now()), DAY),
	async runDue(app, signal) {
		if (!app.config.retireAfter) return null;
		const day = startOfUtcDay(app.clock.now());
		return runOnce(app, "retire", day, async () => {
			const done = await processInactiveSubscribers(
				app.db,
				app.clock,
				app.config,
				signal,
			);
			return `asked ${done.asked} whether they still want it, retired ${done.unsubscribed}`;
		});
	},
};
