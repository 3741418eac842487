import type { App } from "../app.ts";
import { comingIssue } from "../issue/content/upcoming.ts";
import { upcomingChecker } from "./check-upcoming.ts";
import type { StudioDeps } from "./deps.ts";

/** @param closing aborted when the server is about to close */
export async function createStudioDeps(
	app: App,
	closing: AbortSignal,
): Promise<StudioDeps> {
	const { clock, config, db, renderer, templatesDir, tokens } = app;
	return {
		clock,
		config,
		db,
		renderer,
		templatesDir,
		tokens,
		mailbox: await app.mailbox(),
		upcoming: () => comingIssue(app.desk),
		check: upcomingChecker(app),
		closing,
	};
}
