import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Hono } from "hono";

/** In the order of the cascade: the rules for narrow screens, paper and forced colours come last. */
const STYLE = [
	"base",
	"bar",
	"card",
	"table",
	"dashboard",
	"preview",
	"letters",
	"message",
	"size",
	"findings",
	"broken",
	"mailbox",
	"issue",
	"arrange",
	"report",
	"catalog",
	"settings",
	"people",
	"access",
	"media",
].map((name) => `style/${name}.css`);

/** The route of our own scripts, but for the one of the sign-in page. */
export const SCRIPT_ROUTE =
	"/studio/:name{(?:studio|morph|save|drag|live)\\.js}";

/** The package that brings a page up to date; a module of its own, as it is published. */
const IDIOMORPH = pathToFileURL(
	createRequire(import.meta.url).resolve("idiomorph/dist/idiomorph.esm.js"),
);

/** The scripts, the style sheet and the icon. They are read once: each page asks for all of them. */
export const studioAssets = new Hono()
	.get("/studio/idiomorph.js", () => asset("text/javascript", [IDIOMORPH]))
	.get(SCRIPT_ROUTE, (c) => asset("text/javascript", [c.req.param("name")]))
	.get("/studio/passkey.js", () =>
		asset("text/javascript", ["access/passkey.js"]),
	)
	.get("/studio/studio.css", () => asset("text/css", STYLE))
	.get("/studio/icon.svg", () => asset("image/svg+xml", ["icon.svg"]));

const texts = new Map<string, string>();

async function asset(
	type: string,
	files: readonly (string | URL)[],
): Promise<Response> {
	const name = files.join();
	const text = texts.get(name) ?? (await textOf(files));
	texts.set(name, text);
	return new Response(text, {
		headers: { "content-type": `${type}; charset=utf-8` },
	});
}

async function textOf(files: readonly (string | URL)[]): Promise<string> {
	const parts = await Promise.all(
		files.map((file) => readFile(new URL(file, import.meta.url), "utf8")),
	);
	return parts.join("\n");
}
