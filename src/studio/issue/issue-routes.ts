import { Hono } from "hono";
import type { StudioDeps } from "../deps.ts";
import { approvalRoutes } from "./approval-routes.ts";
import { differencesRoutes } from "./differences-routes.ts";
import { draftRoutes } from "./draft-routes.ts";
import { editRoutes } from "./edit-routes.ts";
import { ISSUE_PATH, issueOf, issueUrl } from "./issue-page.ts";
import { sendingRoutes } from "./sending-routes.ts";

/** The pages of an issue, on which an editor acts. They come before the preview, which has the sealed ones. */
export function issueRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get(ISSUE_PATH, async (c, next) => {
		const issue = await issueOf(deps, c);
		return issue?.state === "draft" || issue?.state === "approved"
			? c.redirect(issueUrl(issue, "edit"))
			: next();
	});
	app.route("/", draftRoutes(deps));
	app.route("/", editRoutes(deps));
	app.route("/", approvalRoutes(deps));
	app.route("/", differencesRoutes(deps));
	app.route("/", sendingRoutes(deps));
	return app;
}
