import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { panelRoutes } from "../about/panel.ts";
import { privacyRoutes } from "../about/privacy.ts";
import { comparisonIndexRoutes } from "../browse/comparison-index.ts";
import { toolIndexRoutes } from "../browse/tool-index.ts";
import { feedRoutes } from "../programs/feed.ts";
import { iconRoutes } from "../programs/icon.ts";
import { robotsRoutes } from "../programs/robots.ts";
import { siteMapRoutes } from "../programs/site-map.ts";
import { bookmarkRoutes } from "../reader/bookmarks.ts";
import { dataRoutes } from "../reader/data.ts";
import { preferenceRoutes } from "../reader/preferences.ts";
import { reconfirmRoutes } from "../reader/reconfirm.ts";
import { createScannerTrap } from "../reader/scanner-trap.ts";
import { unsubscribeRoutes } from "../reader/unsubscribe.ts";
import { voteRoutes } from "../reader/vote.ts";
import { subscriberApi } from "../sign-up/api-subscribers.ts";
import { confirmRoutes } from "../sign-up/confirm.ts";
import { requestLinkRoutes } from "../sign-up/request-link.ts";
import { createSignUpIntake } from "../sign-up/sign-up-intake.ts";
import { subscribeRoutes } from "../sign-up/subscribe.ts";
import { toolApi } from "../site/api-tools.ts";
import { comparisonRoutes } from "../site/comparison.ts";
import { homeRoutes } from "../site/home.ts";
import { issueRoutes } from "../site/issues.ts";
import { toolRoutes } from "../site/tool.ts";
import { webhookRoutes } from "../webhooks/webhooks.ts";
import { assetRoutes } from "./assets.ts";
import { checkText } from "./check-text.ts";
import type { WebDeps } from "./deps.ts";
import { errorPage, notFoundPage, tooLargePage } from "./errors.ts";
import { healthRoutes } from "./health.ts";
import { accessLog, securityHeaders } from "./middleware.ts";
import { pageQueue } from "./page-queue.ts";
import { repairPath } from "./repair-link.ts";

/** Far more than any form or one-click request sends. */
const MAX_BODY_BYTES = 16 * 1024;

/** The public pages. GET and HEAD never change the database. */
export function createWeb(deps: WebDeps): Hono {
	const intake = createSignUpIntake(deps);
	const scannerTrap = createScannerTrap(deps.clock);
	const repair = {
		prefix: new URL(deps.config.publicUrl).pathname.replace(/\/$/, ""),
		roots: new Set<string>(),
		actions: new Set<string>(),
		tokens: deps.tokens,
	};
	const web = new Hono({ getPath: ({ url }) => repairPath(url, repair) })
		.use(accessLog(deps.log))
		.use(securityHeaders)
		.route("/", webhookRoutes(deps))
		.use(
			bodyLimit({
				maxSize: MAX_BODY_BYTES,
				onError: (c) => tooLargePage(c, deps.config),
			}),
		)
		.use(checkText(deps.config))
		.route("/", healthRoutes(deps))
		.use(pageQueue(deps.config))
		.route("/", homeRoutes(deps, intake))
		.route("/", comparisonIndexRoutes(deps))
		.route("/", comparisonRoutes(deps, intake))
		.route("/", toolIndexRoutes(deps))
		.route("/", toolRoutes(deps, intake))
		.route("/", issueRoutes(deps))
		.route("/", unsubscribeRoutes(deps))
		.route("/", confirmRoutes(deps))
		.route("/", subscribeRoutes(deps, intake))
		.route("/", subscriberApi(deps.config, intake))
		.route("/", toolApi(deps))
		.route("/", requestLinkRoutes(deps, intake))
		.route("/", preferenceRoutes(deps, scannerTrap))
		.route("/", dataRoutes(deps))
		.route("/", reconfirmRoutes(deps))
		.route("/", bookmarkRoutes(deps, scannerTrap))
		.route("/", voteRoutes(deps, scannerTrap))
		.route("/", panelRoutes(deps))
		.route("/", privacyRoutes(deps))
		.route("/", feedRoutes(deps))
		.route("/", siteMapRoutes(deps))
		.route("/", robotsRoutes(deps.config))
		.route("/", iconRoutes())
		.route("/", assetRoutes())
		.notFound((c) => notFoundPage(c, deps.config))
		.onError((error, c) => errorPage(c, deps, error));
	for (const { path } of web.routes) {
		const [, root = "", second, action = ""] = path.split("/");
		repair.roots.add(root);
		if (second === ":token") repair.actions.add(action);
	}
	for (const none of ["", "*"]) {
		repair.roots.delete(none);
		repair.actions.delete(none);
	}
	return web;
}
