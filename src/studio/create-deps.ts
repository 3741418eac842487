import type { App } from "../app.ts";
import { upcomingIssue } from "../issue/content/upcoming.ts";
import { staleApproval } from "../issue/life/stale-approval.ts";
import { upcomingChecker } from "./check-upcoming.ts";
import type { StudioDeps } from "./deps.ts";

/** @param closing aborted when the server is about to close */
export async function createStudioDeps(
	app: App,
	closing: AbortSignal,
): Promise<StudioDeps> {
	return {
		...app,
		actor: "loopback",
		mailbox: await app.mailbox(),
		upcoming: async () => {
			const upcoming = await upcomingIssue(app);
			const { issue } = upcoming;
			return {
				...upcoming,
				changes: issue === null ? [] : await staleApproval(app, issue),
			};
		},
		check: upcomingChecker(app),
		closing,
	};
}
