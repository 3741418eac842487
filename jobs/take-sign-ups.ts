import { sendDueNotices } from "../src/subscriber/letters/notify.ts";
import type { Job } from "./job.ts";

/**
 * Needs no row of its own: the stored sign-ups and letters are what is due.
 * Every sign-up starts this work at once; the job does what a crash or a failing
 * mail server left over.
 */
export const takeSignUpsJob: Job = {
	name: "take-sign-ups",
	about: "processes sign-ups and mails the letters that are due",
	nextDue: () => null,
	async runDue(app) {
		await sendDueNotices({ ...app.letters, worker: app.worker });
		const { processed, mailed } = await app.signUps.run();
		return processed + mailed > 0
			? `processed sign-ups: ${processed}, letters tried: ${mailed}`
			: null;
	},
};
