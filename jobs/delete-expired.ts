import { shift, startOfUtcDay } from "../src/clock.ts";
import { deleteExpired } from "../src/subscriber/leaving/delete-expired.ts";
import { DAY } from "../src/time-span.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

/** Once a day, by the RETAIN settings. */
export const retainJob: Job = {
	name: "retain",
	about: "lets go of consents, deliveries and logs kept for long enough",
	nextDue: (app) => shift(startOfUtcDay(app.clock.now()), DAY),
	runDue: (app, signal) =>
		runOnce(app, "retain", startOfUtcDay(app.clock.now()), async () => {
			const gone = await deleteExpired(app.db, app.clock, app.config, signal);
			return `let go of ${gone.consents} consents, ${gone.deliveries} deliveries and ${gone.logs} log rows`;
		}),
};
