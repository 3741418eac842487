import { readMailbox } from "../src/incoming/read-mailbox.ts";
import { type Instant, shift } from "../src/time/clock.ts";
import type { Job } from "./job.ts";
import { runOnce } from "./run-once.ts";

const EVERY_MS = 5 * 60_000;

export const readFeedbackJob: Job = {
	name: "read-feedback",
	about:
		"reads bounces, complaints and requests to unsubscribe from the mailbox of FEEDBACK_IMAP_URL, every five minutes",
	nextDue: ({ config, clock }) =>
		config.feedbackImapUrl === null
			? null
			: shift(startOfPeriod(clock.now()), EVERY_MS),
	runDue: async (app, signal) =>
		app.config.feedbackImapUrl === null
			? null
			: runOnce(
					app,
					"read-feedback",
					startOfPeriod(app.clock.now()),
					async () => {
						const { taken, faults } = await readMailbox(app, signal);
						return `mails taken in: ${taken}, not read: ${faults.length}`;
					},
				),
};

function startOfPeriod(now: Instant): Instant {
	return shift(now, -(Date.parse(now) % EVERY_MS));
}
