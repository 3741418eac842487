import type { MiddlewareHandler } from "hono";
import { styleHash } from "./style.ts";

const OWN_PAGES = policy(
	`style-src ${styleHash}`,
	"script-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
);

/** An issue is a mail: it brings its own style, and nothing in it may run, load or send. */
export const ISSUE_POLICY = policy(
	"style-src 'unsafe-inline'",
	"form-action 'none'",
);

/** What every answer carries, unless its handler said otherwise. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
	await next();
	const { headers } = c.res;
	if (!headers.has("content-security-policy"))
		headers.set("content-security-policy", OWN_PAGES);
	if (!headers.has("referrer-policy"))
		headers.set("referrer-policy", "strict-origin-when-cross-origin");
	headers.set("x-content-type-options", "nosniff");
	headers.set("x-frame-options", "DENY");
	headers.set("cross-origin-opener-policy", "same-origin");
};

/** For pages whose address is a secret: it must not leak, be kept, or be found. */
export const privatePage: MiddlewareHandler = async (c, next) => {
	await next();
	c.res.headers.set("referrer-policy", "no-referrer");
	c.res.headers.set("cache-control", "no-store");
	c.res.headers.set("x-robots-tag", "noindex, nofollow");
};

function policy(...directives: string[]): string {
	return [
		"default-src 'none'",
		"img-src https: data:",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		...directives,
	].join("; ");
}
