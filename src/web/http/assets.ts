import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import type { Config } from "../../config/config.ts";
import { localLinks } from "./local-links.ts";

/** Scripts of ours; every page works without them. */
export type Script = (typeof SCRIPTS)[number];

const SCRIPTS = ["bookmarks", "proof"] as const;

const texts = new Map(
	SCRIPTS.map((name) => {
		const file = join(import.meta.dirname, "assets", `${name}.js`);
		const text = readFileSync(file, "utf8");
		const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
		return [`${name}.${hash}.js`, text];
	}),
);

/** Where a script lies. Its name changes with what is in it, so that a browser may keep it for good. */
export function scriptUrl(
	site: Pick<Config, "publicUrl">,
	script: Script,
): string {
	const name = [...texts.keys()].find((file) => file.startsWith(`${script}.`));
	return localLinks(site).asset(name ?? "");
}

export function assetRoutes(): Hono {
	return new Hono().get("/assets/:file", (c) => {
		const text = texts.get(c.req.param("file"));
		if (text === undefined) return c.notFound();
		c.header("content-type", "text/javascript; charset=utf-8");
		c.header("cache-control", "public, max-age=31536000, immutable");
		return c.body(text);
	});
}
