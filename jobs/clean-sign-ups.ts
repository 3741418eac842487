import { shift } from "../src/clock.ts";
import { deleteQuarantinedVotes } from "../src/db/catalog/votes.ts";
import { forgetLetters } from "../src/db/subscriber/letters.ts";
import { forgetNetworks } from "../src/db/subscriber/sign-ups.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

const DAY = 24 * 60 * 60_000;
/** A reader who voted is seen again with the next issue, or the one after. */
const QUARANTINE = 14 * DAY;
/** Longer than the caps look back. */
const LETTERS = 40 * DAY;

/** Once a day: votes that were quarantined and that nobody stood by, letters that are done with, networks of the past. */
export const forgetJob: Job = {
	name: "forget",
	about: "drops votes nobody stood by, and what sign-ups leave behind",
	nextDue: (app) => shift(`${app.clock.now().slice(0, 10)}T00:00:00.000Z`, DAY),
	runDue: (app) => {
		const now = app.clock.now();
		return runOnce(
			app,
			"forget",
			`${now.slice(0, 10)}T00:00:00.000Z`,
			async () => {
				const votes = await deleteQuarantinedVotes(
					app.db,
					shift(now, -QUARANTINE),
				);
				await forgetLetters(app.db, shift(now, -LETTERS));
				await forgetNetworks(app.db, now);
				return `dropped ${votes} quarantined votes`;
			},
		);
	},
};
