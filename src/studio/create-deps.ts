import { type Job, recordedName } from "../../jobs/job.ts";
import { JOBS } from "../../jobs/scheduler.ts";
import type { App } from "../app.ts";
import { settingsInForce } from "../config/in-force.ts";
import type { Environment } from "../config/setting.ts";
import {
	countsOfIssue,
	type DeliveriesByState,
} from "../db/delivery/deliveries.ts";
import { openIssue } from "../db/issue/issues.ts";
import { lastJobRun } from "../db/job-runs.ts";
import { upcomingIssue } from "../issue/content/upcoming.ts";
import { staleApproval } from "../issue/differences/stale-approval.ts";
import { upcomingChecker } from "./check-upcoming.ts";
import { costly, SHORT_REST } from "./costly.ts";
import type { StudioDeps, StudioIssue, StudioJob } from "./deps.ts";

/**
 * @param closing aborted when the server is about to close
 * @param env what the settings were read from, and what `.env` has of it
 */
export async function createStudioDeps(
	app: App,
	closing: AbortSignal,
	env: { all: Environment; file: Environment },
): Promise<StudioDeps> {
	const upcoming = async (): Promise<StudioIssue> => {
		const upcoming = await upcomingIssue(app);
		const { issue } = upcoming;
		return {
			...upcoming,
			changes: issue === null ? [] : await staleApproval(app, issue),
		};
	};
	const glanceOnce = costly<StudioIssue>();
	const hashOnce = costly<string>(SHORT_REST);
	const countOnce = costly<DeliveriesByState>();
	return {
		...app,
		actor: "loopback",
		mailbox: await app.mailbox(),
		upcoming,
		glance: async () => {
			const issue = await openIssue(app.db);
			const version = issue ? `${issue.id} ${issue.revision}` : "none";
			return glanceOnce(0, version, upcoming);
		},
		templateHash: () => hashOnce(0, "", () => app.renderer.templateHash()),
		countsOf: (issue) =>
			countOnce(
				issue.id,
				`${issue.state} ${issue.revision} ${issue.recipients}`,
				() => countsOfIssue(app.db, issue),
			),
		check: upcomingChecker(app),
		settings: settingsInForce(env.all, env.file),
		jobs: () => Promise.all(JOBS.map((one) => jobLine(app, one))),
		closing,
	};
}

async function jobLine(app: App, job: Job): Promise<StudioJob> {
	const last = await lastJobRun(app.db, recordedName(job));
	return {
		name: job.name,
		about: job.about,
		nextDue: job.nextDue(app),
		last: last
			? { due: last.due_at, state: last.state, result: last.result }
			: null,
	};
}
