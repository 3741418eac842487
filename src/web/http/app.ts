import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { bookmarkRoutes } from "../reader/bookmarks.ts";
import { dataRoutes } from "../reader/data.ts";
import { preferenceRoutes } from "../reader/preferences.ts";
import { createControlWatch } from "../reader/scanner-trap.ts";
import { unsubscribeRoutes } from "../reader/unsubscribe.ts";
import { voteRoutes } from "../reader/vote.ts";
import { subscriberApi } from "../sign-up/api-subscribers.ts";
import { confirmRoutes } from "../sign-up/confirm.ts";
import { preferenceDoorRoutes } from "../sign-up/request-link.ts";
import { openDoor } from "../sign-up/sign-up-intake.ts";
import { subscribeRoutes } from "../sign-up/subscribe.ts";
import { toolApi } from "../site/api-tools.ts";
import { comparisonRoutes } from "../site/comparison.ts";
import { frontRoutes } from "../site/home.ts";
import { issueRoutes } from "../site/issues.ts";
import { toolRoutes } from "../site/tool.ts";
import { accessLog } from "./access-log.ts";
import { assetRoutes } from "./assets.ts";
import type { WebDeps } from "./deps.ts";
import { errorPage, notFoundPage, tooLargePage } from "./errors.ts";
import { healthRoutes } from "./health.ts";
import { noNull } from "./reject-null-bytes.ts";
import { securityHeaders } from "./security-headers.ts";

/** No form of these pages, and no one-click request, comes near it. */
const MAX_BODY_BYTES = 16 * 1024;

/** The public pages. GET and HEAD change nothing. */
export function createWeb(deps: WebDeps): Hono {
	const door = openDoor(deps);
	const watch = createControlWatch(deps.clock);
	return new Hono()
		.use(accessLog(deps.log))
		.use(securityHeaders)
		.use(noNull)
		.use(
			bodyLimit({
				maxSize: MAX_BODY_BYTES,
				onError: (c) => tooLargePage(c, deps.config),
			}),
		)
		.route("/", healthRoutes(deps))
		.route("/", frontRoutes(deps, door))
		.route("/", comparisonRoutes(deps))
		.route("/", toolRoutes(deps))
		.route("/", issueRoutes(deps))
		.route("/", unsubscribeRoutes(deps))
		.route("/", confirmRoutes(deps))
		.route("/", subscribeRoutes(deps, door))
		.route("/", subscriberApi(door))
		.route("/", toolApi(deps))
		.route("/", preferenceDoorRoutes(deps, door))
		.route("/", preferenceRoutes(deps, watch))
		.route("/", dataRoutes(deps))
		.route("/", bookmarkRoutes(deps, watch))
		.route("/", voteRoutes(deps, watch))
		.route("/", assetRoutes())
		.notFound((c) => notFoundPage(c, deps.config))
		.onError((error, c) => errorPage(c, deps, error));
}
