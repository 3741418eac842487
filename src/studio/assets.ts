import { readFile } from "node:fs/promises";
import { Hono } from "hono";

/** In the order of the cascade: what is narrow comes last. */
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
	"narrow",
].map((name) => `style/${name}.css`);

/** The one script, the one style sheet, the icon. Read anew each time: they are small, and only editors ask. */
export const assets = new Hono()
	.get("/studio/studio.js", () => asset("text/javascript", ["studio.js"]))
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
