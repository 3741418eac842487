import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { accessLog } from "./access-log.ts";
import { subscriberApi } from "./api-subscribers.ts";
import { toolApi } from "./api-tools.ts";
import { assetRoutes } from "./assets.ts";
import { bookmarkRoutes } from "./bookmarks.ts";
import { comparisonRoutes } from "./comparison.ts";
import { confirmRoutes } from "./confirm.ts";
import { createControlWatch } from "./control-watch.ts";
import { dataRoutes } from "./data.ts";
import type { WebDeps } from "./deps.ts";
import { openDoor } from "./door.ts";
import { errorPage, notFoundPage, tooLargePage } from "./errors.ts";
import { frontRoutes } from "./front.ts";
import { healthRoutes } from "./health.ts";
import { issueRoutes } from "./issues.ts";
import { noNull } from "./no-null.ts";
import { preferenceRoutes } from "./preferences.ts";
import { preferenceDoorRoutes } from "./preferences-door.ts";
import { securityHeaders } from "./security-headers.ts";
import { subscribeRoutes } from "./subscribe.ts";
import { toolRoutes } from "./tool.ts";
import { unsubscribeRoutes } from "./unsubscribe.ts";
import { voteRoutes } from "./vote.ts";

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
