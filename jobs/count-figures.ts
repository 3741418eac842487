import { planIssue } from "../src/delivery/rates/plan-issue.ts";
import { mailServers } from "../src/mail/smtp/smtp-url.ts";
import { countFigures } from "../src/report/count-figures.ts";
import type { Job } from "./job.ts";

/** At every tick: what is counted already costs one small query. */
export const countFiguresJob: Job = {
	name: "count-figures",
	about: "counts the figures of issues that ended and of weeks that are over",
	nextDue: () => null,
	async runDue(app, signal) {
		const servers = mailServers(app.config.smtpUrl);
		const { issues, weeks } = await countFigures(
			app,
			(issue) => planIssue(app, servers, issue),
			signal,
		);
		return issues + weeks > 0
			? `counted issues: ${issues}, weeks: ${weeks}`
			: null;
	},
};
