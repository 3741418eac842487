import { readFile } from "node:fs/promises";
import { Hono } from "hono";

/** In the order of the cascade: the rules for narrow screens come last. */
const STYLE = [
	"base",
	"bar",
	"card",
	"dashboard",
	"preview",
	"letters",
	"message",
	"size",
	"findings",
	"broken",
	"mailbox",
	"issue",
	"report",
	"catalog",
	"settings",
	"people",
	"access",
	"narrow",
].map((name) => `style/${name}.css`);

/** The script, the style sheet and the icon. They are read from disk for each request: they are small, and only editors request them. */
export const studioAssets = new Hono()
	.get("/studio/studio.js", () => asset("text/javascript", ["studio.js"]))
	.get("/studio/passkey.js", () =>
		asset("text/javascript", ["access/passkey.js"]),
	)
	.get("/studio/studio.css", () => asset("text/css", STYLE))
	.get("/studio/icon.svg", () => asset("image/svg+xml", ["icon.svg"]));

async function asset(type: string, files: string[]): Promise<Response> {
	const parts = await Promise.all(
		files.map((file) => readFile(new URL(file, import.meta.url), "utf8")),
	);
	return new Response(parts.join("\n"), {
		headers: { "content-type": `${type}; charset=utf-8` },
	});
}
