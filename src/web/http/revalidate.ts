import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/**
 * Lets browsers and proxies keep a page of the site, and answers 304 while theirs
 * is still right. For pages that are the same for everybody.
 *
 * @param seconds how long they need not ask; 0: they ask each time
 */
export function revalidate(seconds = 0): MiddlewareHandler {
	const control =
		seconds === 0 ? "public, no-cache" : `public, max-age=${seconds}`;
	return async (c, next) => {
		await next();
		if (c.res.status !== 200 || c.res.headers.has("etag")) return;
		const body = await c.res.text();
		const tag = `W/"${createHash("sha256").update(lasting(body)).digest("base64url").slice(0, 27)}"`;
		const { headers } = c.res;
		headers.set("etag", tag);
		headers.set("cache-control", control);
		const isKnown = namesTag(c.req.header("if-none-match") ?? "", tag);
		c.res = undefined;
		c.res = isKnown
			? new Response(null, { status: 304, headers: withoutBody(headers) })
			: new Response(body, { headers });
	};
}

/** RFC 9110 13.1.2: a list of tags, weak or not, or `*`. */
function namesTag(list: string, tag: string): boolean {
	const plain = tag.slice(2);
	return list
		.split(",")
		.some((one) => ["*", plain].includes(one.trim().replace(/^W\//, "")));
}

function withoutBody(headers: Headers): Headers {
	const kept = new Headers(headers);
	kept.delete("content-type");
	kept.delete("content-length");
	return kept;
}

const OPENED = /name="opened" value="([0-9a-z]+)[^"]*"/g;
const HOUR_MS = 60 * 60_000;

/**
 * The page with the hour in place of the moment at which its form was opened: the
 * form of a page that was kept for an hour is as good, and after a day it is not.
 */
function lasting(body: string): string {
	return body.replace(OPENED, (_, time: string) =>
		String(Math.floor(Number.parseInt(time, 36) / HOUR_MS)),
	);
}
