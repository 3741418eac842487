import { deleteExpiredSignIns } from "../src/editors/delete-expired.ts";
import { deleteExpired } from "../src/subscriber/leaving/delete-expired.ts";
import { deleteErasedMail } from "../src/subscriber/leaving/erased-mail.ts";
import { dailyJob } from "./daily-job.ts";

export const deleteExpiredJob = dailyJob({
	name: "delete-expired",
	formerName: "retain",
	about:
		"deletes consents, deliveries and logs that are older than the RETAIN settings allow",
	async run({ db, clock, config, mailbox }, signal) {
		const deleted = await deleteExpired(db, clock, config, signal);
		await deleteExpiredSignIns({ db, clock });
		await deleteErasedMail(db, await mailbox());
		return `deleted consents: ${deleted.consents}, deliveries: ${deleted.deliveries}, log rows: ${deleted.logs}`;
	},
});
