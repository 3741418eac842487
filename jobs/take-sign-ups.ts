import type { Job } from "./job.ts";

/** Needs no row of its own: the sign-ups and the letters are what is due. Begun at once by whoever signs up; this is for what a kill or a broken relay left. */
export const takeSignUpsJob: Job = {
	name: "take-sign-ups",
	about: "takes in sign-ups and mails confirmations and welcomes",
	nextDue: () => null,
	async runDue(app) {
		const { processed, mailed } = await app.signUps.run();
		return processed + mailed > 0
			? `took in ${processed} sign-ups, tried ${mailed} letters`
			: null;
	},
};
