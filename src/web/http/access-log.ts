import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Log } from "../../log.ts";

/** One line a request: never a query, a token, or a path that nobody here made up. */
export function accessLog(log: Log): MiddlewareHandler {
	return async (c, next) => {
		const begun = performance.now();
		await next();
		const route = matchedRoutes(c).at(-1)?.path ?? "*";
		log.info(
			{
				method: c.req.method,
				path: loggedPath(route, c.req.path, c.res.status),
				status: c.res.status,
				ms: Math.round(performance.now() - begun),
			},
			"request",
		);
	};
}

function loggedPath(route: string, path: string, status: number): string {
	// People paste addresses and tokens into the address bar: what is not a page is not written down.
	if (route.includes("*") || (status === 404 && !route.includes(":token")))
		return "(unknown)";
	return route.includes(":token") ? route.replace(":token", "…") : path;
}
