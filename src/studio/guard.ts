import type { Context, MiddlewareHandler } from "hono";

/** Host names of the studio. Any other is refused, even if it resolves to the loopback (DNS rebinding). */
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

/** Refuses requests to another host name or from another origin, and adds security headers to every response. */
export const guardStudio: MiddlewareHandler = async (c, next) => {
	const host = c.req.header("host") ?? new URL(c.req.url).host;
	const origin = c.req.header("origin");
	const allowed =
		LOOPBACK.has(hostname(host)) &&
		(origin === undefined || origin === `http://${host}`) &&
		!isWithinForeignPage(c);
	if (allowed) await next();
	else
		c.res = new Response(
			"The studio can only be opened on this machine, at an address such as http://localhost:8081.\n",
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

/**
 * Whether a page of another origin makes the request, such as for a picture or a
 * frame: such a request has no Origin, and costs work (Fetch Metadata). A link may lead here.
 */
function isWithinForeignPage(c: Context): boolean {
	const site = c.req.header("sec-fetch-site") ?? "none";
	if (site === "none" || site === "same-origin") return false;
	return (
		c.req.header("sec-fetch-mode") !== "navigate" ||
		c.req.header("sec-fetch-dest") !== "document"
	);
}

/** `host` without its port, in lower case; empty when it is not valid. */
function hostname(host: string): string {
	return (
		/^(\[[0-9a-f:]+\]|[^:[\]]+)(?::\d{1,5})?$/i
			.exec(host)?.[1]
			?.toLowerCase() ?? ""
	);
}
