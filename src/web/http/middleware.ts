import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Log } from "../../log.ts";
import { styleHash } from "./style.ts";

/** Logs one line per request, without queries, tokens, or paths that are no page. */
export function accessLog(log: Log): MiddlewareHandler {
	return async (c, next) => {
		const startedAt = performance.now();
		await next();
		const route = matchedRoutes(c).at(-1)?.path ?? "*";
		log.info(
			{
				method: c.req.method,
				path: loggedPath(route, c.req.path, c.res.status),
				status: c.res.status,
				ms: Math.round(performance.now() - startedAt),
			},
			"request",
		);
	};
}

function loggedPath(route: string, path: string, status: number): string {
	// People paste addresses and tokens into the address bar, so an unknown path may be a secret.
	if (route.includes("*") || (status === 404 && !route.includes(":token")))
		return "(unknown)";
	return route.includes(":token") ? route.replace(":token", "…") : path;
}

const PAGE_POLICY = contentPolicy(
	`style-src ${styleHash}`,
	"script-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
);

/** For an issue, which is a mail: it has its own style, and nothing in it may run, load or send. */
export const ISSUE_POLICY = contentPolicy(
	"style-src 'unsafe-inline'",
	"form-action 'none'",
);

/** Sets the security headers. A handler may set its own policies for content and referrer. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
	await next();
	const { headers } = c.res;
	if (!headers.has("content-security-policy"))
		headers.set("content-security-policy", PAGE_POLICY);
	if (!headers.has("referrer-policy"))
		headers.set("referrer-policy", "strict-origin-when-cross-origin");
	headers.set("x-content-type-options", "nosniff");
	headers.set("x-frame-options", "DENY");
	headers.set("cross-origin-opener-policy", "same-origin");
	headers.set("cross-origin-resource-policy", "same-origin");
};

/** For pages whose address is a secret: it must not be leaked, cached or indexed. */
export const privatePage: MiddlewareHandler = async (c, next) => {
	await next();
	c.res.headers.set("referrer-policy", "no-referrer");
	c.res.headers.set("cache-control", "no-store");
	c.res.headers.set("x-robots-tag", "noindex, nofollow");
};

function contentPolicy(...directives: string[]): string {
	return [
		"default-src 'none'",
		"img-src https: data:",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		...directives,
	].join("; ");
}
