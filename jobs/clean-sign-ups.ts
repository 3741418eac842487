import { deleteQuarantinedVotes } from "../src/db/catalog/votes.ts";
import { deleteFeedbackOfNobody } from "../src/db/delivery/feedback.ts";
import { deleteOldReceipts } from "../src/db/delivery/webhook-receipts.ts";
import { deleteJobRuns } from "../src/db/job-runs.ts";
import { deleteOldNotices } from "../src/db/notices.ts";
import { deleteFinishedLetters } from "../src/db/subscriber/letters.ts";
import { deleteOldSignUpCounts } from "../src/db/subscriber/sign-ups.ts";
import { shift } from "../src/time/clock.ts";
import { dailyJob } from "./daily-job.ts";
import { recordedName } from "./job.ts";
import { readFeedbackJob } from "./read-feedback.ts";

const DAY_MS = 24 * 60 * 60_000;
/** By then the reader has had two more issues. A vote that was not confirmed was most likely a scanner. */
const KEEP_QUARANTINED_MS = 14 * DAY_MS;
/** As long as a token in what comes back works. */
const KEEP_OF_NOBODY_MS = 60 * DAY_MS;
/** Longer than a webhook that is signed without its body is taken. */
const KEEP_RECEIPTS_MS = 2 * DAY_MS;
/** Longer than the limits on letters look back. */
const KEEP_LETTERS_MS = 40 * DAY_MS;

export const cleanSignUpsJob = dailyJob({
	name: "clean-sign-ups",
	formerName: "forget",
	about:
		"deletes unconfirmed votes, old letters, sign-up rate counters, receipts of webhooks, and what came back for nobody who is known",
	async run({ db, clock }) {
		const now = clock.now();
		const votes = await deleteQuarantinedVotes(
			db,
			shift(now, -KEEP_QUARANTINED_MS),
		);
		await deleteFinishedLetters(db, shift(now, -KEEP_LETTERS_MS));
		await deleteFeedbackOfNobody(db, shift(now, -KEEP_OF_NOBODY_MS));
		await deleteJobRuns(
			db,
			recordedName(readFeedbackJob),
			shift(now, -KEEP_RECEIPTS_MS),
		);
		await deleteOldReceipts(db, shift(now, -KEEP_RECEIPTS_MS));
		await deleteOldNotices(db, shift(now, -KEEP_LETTERS_MS));
		await deleteOldSignUpCounts(db, now);
		return `deleted votes in quarantine: ${votes}`;
	},
});
