import { sendDueIssues } from "../src/delivery/send-due.ts";
import type { Job } from "./job.ts";

/** Needs no row of its own: the issue's state says what is due, and its deliveries say how far it is. */
export const sendIssueJob: Job = {
	name: "send-issue",
	about:
		"sends approved issues at their time, and goes on with what was interrupted or deferred",
	nextDue: () => null,
	runDue: async (app, signal) => sendDueIssues(await app.sender(), signal),
};
