import type { MiddlewareHandler } from "hono";

/** Where the desk may be asked for: a page elsewhere that resolves to the loopback (DNS rebinding) is refused. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const PAGE_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join("; ");

/** Refuses what doesn't come from this machine's own browser, and closes every answer down. */
export const guard: MiddlewareHandler = async (c, next) => {
	const host = c.req.header("host") ?? new URL(c.req.url).host;
	const origin = c.req.header("origin");
	const allowed =
		LOOPBACK.has(hostname(host)) &&
		(origin === undefined || origin === `http://${host}`);
	if (allowed) await next();
	else
		c.res = new Response(
			"The studio answers on this machine's own address only, such as http://localhost.\n",
			{ status: 403 },
		);
	const headers = c.res.headers;
	if (!headers.has("content-security-policy"))
		headers.set("content-security-policy", PAGE_POLICY);
	headers.set("cache-control", "no-store");
	headers.set("cross-origin-opener-policy", "same-origin");
	headers.set("cross-origin-resource-policy", "same-origin");
	headers.set("referrer-policy", "no-referrer");
	headers.set("x-content-type-options", "nosniff");
};

/** `host` without its port; empty when it is no host. */
function hostname(host: string): string {
	return (
		/^(\[[0-9a-f:]+\]|[^:[\]]+)(?::\d{1,5})?$/i
			.exec(host)?.[1]
			?.toLowerCase() ?? ""
	);
}
