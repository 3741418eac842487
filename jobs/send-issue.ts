import { sendDueIssues } from "../src/delivery/send-due.ts";
import type { Job } from "./job.ts";

/** Needs no row of its own: the state of the issue says what is due, its deliveries say what is left. */
export const sendIssueJob: Job = {
	name: "send-issue",
	about:
		"sends approved issues at their time, and continues those that were interrupted or deferred",
	nextDue: () => null,
	overlaps: true,
	runDue: async (app, signal) => sendDueIssues(await app.sender(), signal),
};
