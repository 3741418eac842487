import { Hono } from "hono";
import type { Config } from "../../config/config.ts";
import { addressOf } from "../http/head.ts";
import { revalidate } from "../http/revalidate.ts";

/** What a link with a token begins with, and what is no page. `/bookmarks` itself is one. */
const NOT_FOR_ROBOTS = [
	"unsubscribe/",
	"confirm/",
	"vote/",
	"bookmarks/",
	"preferences",
	"api/",
];

/** RFC 9309. Readers' pages say noindex themselves, too. */
export function robotsRoutes(config: Pick<Config, "publicUrl">): Hono {
	const prefix = new URL(addressOf(config)).pathname;
	const text = [
		"User-agent: *",
		...NOT_FOR_ROBOTS.map((path) => `Disallow: ${prefix}${path}`),
		"",
		`Sitemap: ${addressOf(config, "sitemap.xml")}`,
		"",
	].join("\n");
	return new Hono().get("/robots.txt", revalidate(3600), (c) => c.text(text));
}
