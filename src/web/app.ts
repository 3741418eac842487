import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { accessLog } from "./access-log.ts";
import { comparisonRoutes } from "./comparison.ts";
import { confirmRoutes } from "./confirm.ts";
import type { WebDeps } from "./deps.ts";
import { errorPage, notFoundPage, tooLargePage } from "./errors.ts";
import { frontRoutes } from "./front.ts";
import { healthRoutes } from "./health.ts";
import { issueRoutes } from "./issues.ts";
import { noNull } from "./no-null.ts";
import { securityHeaders } from "./security-headers.ts";
import { toolRoutes } from "./tool.ts";
import { unsubscribeRoutes } from "./unsubscribe.ts";

/** No form of these pages, and no one-click request, comes near it. */
const MAX_BODY_BYTES = 16 * 1024;

/** The public pages. GET and HEAD change nothing. */
export function createWeb(deps: WebDeps): Hono {
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
		.route("/", frontRoutes(deps))
		.route("/", comparisonRoutes(deps))
		.route("/", toolRoutes(deps))
		.route("/", issueRoutes(deps))
		.route("/", unsubscribeRoutes(deps))
		.route("/", confirmRoutes(deps))
		.notFound((c) => notFoundPage(c, deps.config))
		.onError((error, c) => errorPage(c, deps, error));
}
