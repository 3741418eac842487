import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import type { Config } from "../../config/config.ts";
import { localLinks } from "./local-links.ts";

/** The scripts in assets/. Every page works without them. */
export type Script = (typeof SCRIPTS)[number];

const SCRIPTS = ["bookmarks", "proof"] as const;

const sourceByFileName = new Map(
	SCRIPTS.map((name) => {
		const file = join(import.meta.dirname, "assets", `${name}.js`);
		const source = readFileSync(file, "utf8");
		const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
		return [`${name}.${hash}.js`, source];
	}),
);

/** The path of a script. It contains a hash of the source, so browsers may cache it for ever. */
export function scriptUrl(
	site: Pick<Config, "publicUrl">,
	script: Script,
): string {
	const name = [...sourceByFileName.keys()].find((file) =>
		file.startsWith(`${script}.`),
	);
	return localLinks(site).asset(name ?? "");
}

export function assetRoutes(): Hono {
	return new Hono().get("/assets/:file", (c) => {
		const source = sourceByFileName.get(c.req.param("file"));
		if (source === undefined) return c.notFound();
		c.header("content-type", "text/javascript; charset=utf-8");
		c.header("cache-control", "public, max-age=31536000, immutable");
		return c.body(source);
	});
}
