import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Palette, theme } from "../../../templates/theme.ts";

/** What every page is made of, then lists, cards and what stands around them. */
const SITE_CSS = ["site.css", "lists.css"]
	.map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
	.join("\n");

/** The style of every page, inline: it has the colours and fonts of the default mail theme. */
export const stylesheet = [
	`:root{${colours(theme.light)}--serif:${theme.serif};--sans:${theme.sans};color-scheme:light dark}`,
	`@media (prefers-color-scheme:dark){:root{${colours(theme.dark)}}}`,
	// Every page contains it, so without comments and indentation.
	SITE_CSS.replace(/\/\*.*?\*\//gs, "").replace(/\s*([{};,])\s*/g, "$1"),
].join("");

/** The source that allows this style in a content security policy. */
export const styleHash = `'sha256-${createHash("sha256").update(stylesheet).digest("base64")}'`;

function colours(palette: Palette): string {
	return `--paper:${palette.paper};--sheet:${palette.sheet};--ink:${palette.ink};--muted:${palette.muted};--rule:${palette.rule};--ship:${palette.ship};--skip:${palette.skip};--button:${palette.button};--button-text:${palette.buttonText};`;
}
