import { Hono } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import { isDatabaseAway } from "../db/open.ts";
import { brokeOff } from "../web/http/broke-off.ts";
import { accountRoutes } from "./access/account-routes.ts";
import { studioAccess } from "./access/admit.ts";
import { asCurrentEditor } from "./access/current-editor.ts";
import { editorsRoutes } from "./access/editors-routes.ts";
import { signInRoutes } from "./access/sign-in-routes.ts";
import { studioAssets } from "./assets.ts";
import { catalogRoutes } from "./catalog/catalog-routes.ts";
import type { StudioDeps } from "./deps.ts";
import { eventRoutes } from "./events.ts";
import { guardStudio } from "./guard.ts";
import { issueRoutes } from "./issue/issue-routes.ts";
import { studioPage } from "./layout.ts";
import { dashboardRoutes } from "./pages/dashboard.ts";
import { lettersRoutes } from "./pages/letters.ts";
import { logRoutes } from "./pages/log.ts";
import { mailboxRoutes } from "./pages/mailbox.ts";
import { settingsRoutes } from "./pages/settings.ts";
import { peopleRoutes } from "./people/people-routes.ts";
import { previewRoutes } from "./preview/preview.ts";
import { reportRoutes } from "./report/report-routes.ts";

/**
 * The editors' pages. Without STUDIO_URL there is no login: they must listen only on
 * the loopback interface, on a port of their own that no reverse proxy forwards to.
 * Only a POST changes anything, and it calls the functions that the command line calls.
 */
export function createStudio(given: StudioDeps): Hono {
	const deps = asCurrentEditor(given);
	const app = new Hono();
	app.use(guardStudio(deps.tokens.formKey, studioAccess(deps)));
	app.get("/", (c) => c.redirect("/studio"));
	app.route("/", studioAssets);
	app.route("/", dashboardRoutes(deps));
	app.route("/", issueRoutes(deps));
	app.route("/", previewRoutes(deps));
	app.route("/", lettersRoutes(deps));
	app.route("/", eventRoutes(deps));
	app.route("/", mailboxRoutes(deps));
	app.route("/", logRoutes(deps));
	app.route("/", reportRoutes(deps));
	app.route("/", peopleRoutes(deps));
	app.route("/", catalogRoutes(deps));
	app.route("/", settingsRoutes(deps));
	app.route("/", signInRoutes(deps));
	app.route("/", accountRoutes(deps));
	app.route("/", editorsRoutes(deps));
	app.notFound((c) =>
		c.html(
			studioPage({
				title: "Not found",
				menu: "dashboard",
				publication: deps.config.publication,
				versions: {},
				main: html`<section class="card blank"><h1>There is no such page</h1><p><a href="/studio">To the dashboard</a></p></section>`,
			}),
			404,
		),
	);
	app.onError((error, c) => {
		if (error instanceof HTTPException) return error.getResponse();
		if (!isDatabaseAway(error) && !brokeOff(c))
			deps.log.error(
				{ name: error.name, stack: error.stack },
				"a page of the studio failed",
			);
		return c.html(
			studioPage({
				title: "Something went wrong",
				menu: "dashboard",
				publication: deps.config.publication,
				versions: {},
				main: html`<section class="card blank"><h1>This page failed</h1><p>The log says why. <a href="/studio">To the dashboard</a></p></section>`,
			}),
			500,
		);
	});
	return app;
}
