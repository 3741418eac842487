import { processInactiveSubscribers } from "../src/subscriber/leaving/inactive-subscribers.ts";
import { dailyJob } from "./daily-job.ts";

/** Only writes the letters that ask; the job take-sign-ups mails them. */
export const inactiveSubscribersJob = dailyJob({
	name: "inactive-subscribers",
	formerName: "retire",
	about:
		"asks inactive subscribers whether they still want the digest, and unsubscribes those who do not answer",
	isOn: ({ config }) => config.retireAfter !== null,
	async run({ db, clock, config }, signal) {
		const done = await processInactiveSubscribers(db, clock, config, signal);
		return `subscribers asked: ${done.asked}, unsubscribed as inactive: ${done.unsubscribed}`;
	},
});
