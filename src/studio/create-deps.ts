import type { App } from "../app.ts";
import { upcomingIssue } from "../issue/content/upcoming.ts";
import { upcomingChecker } from "./check-upcoming.ts";
import type { StudioDeps } from "./deps.ts";

/** @param closing aborted when the server is about to close */
export async function createStudioDeps(
	app: App,
	closing: AbortSignal,
): Promise<StudioDeps> {
	return {
		...app,
		mailbox: await app.mailbox(),
		upcoming: () => upcomingIssue(app),
		check: upcomingChecker(app),
		closing,
	};
}
