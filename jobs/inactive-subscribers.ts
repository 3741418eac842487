import { shift } from "../src/clock.ts";
import { retire } from "../src/subscriber/leaving/inactive-subscribers.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

const DAY = 24 * 60 * 60_000;

/** Once a day, by RETIRE_AFTER. The letters go out with the next tick. */
export const retireJob: Job = {
	name: "retire",
	about: "asks the long silent whether they still want it, and retires them",
	nextDue: ({ clock, config }) =>
		config.retireAfter &&
		shift(`${clock.now().slice(0, 10)}T00:00:00.000Z`, DAY),
	async runDue(app, signal) {
		if (!app.config.retireAfter) return null;
		const day = `${app.clock.now().slice(0, 10)}T00:00:00.000Z`;
		return runOnce(app, "retire", day, async () => {
			const done = await retire(app.db, app.clock, app.config, signal);
			return `asked ${done.asked} whether they still want it, retired ${done.retired}`;
		});
	},
};
