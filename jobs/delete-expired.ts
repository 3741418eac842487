import { shift } from "../src/clock.ts";
import { retain } from "../src/subscriber/leaving/delete-expired.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

const DAY = 24 * 60 * 60_000;

/** Once a day, by the RETAIN settings. */
export const retainJob: Job = {
	name: "retain",
	about: "lets go of consents, deliveries and logs kept for long enough",
	nextDue: (app) => shift(`${app.clock.now().slice(0, 10)}T00:00:00.000Z`, DAY),
	runDue: (app, signal) =>
		runOnce(
			app,
			"retain",
			`${app.clock.now().slice(0, 10)}T00:00:00.000Z`,
			async () => {
				const gone = await retain(app.db, app.clock, app.config, signal);
				return `let go of ${gone.consents} consents, ${gone.deliveries} deliveries and ${gone.logs} log rows`;
			},
		),
};
