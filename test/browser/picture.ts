/*
 * Draws the picture of the digest for the README from the demo's own issue:
 *   npm run picture
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launchBrowser } from "../support/browser.ts";
import { testCli } from "../support/cli.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SIZE = { width: 640, height: 1400 };

const cli = testCli();
await cli.run("demo", "--no-serve");
const { out: html } = await cli.run(
	"render",
	"--for",
	"ada@example.com",
	"--format",
	"html",
);
cli.dispose();

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.5 });
await page.setContent(html);
await page.addStyleTag({ content: georgia() });
await page.evaluate("document.fonts.ready");
writeFileSync(
	join(ROOT, ".github", "digest.png"),
	await page.screenshot({ clip: { x: 0, y: 0, ...SIZE } }),
);
await browser.close();

/** Gelasio has Georgia's measures, and Georgia may not be drawn with here. */
function georgia(): string {
	const folder = join(
		createRequire(import.meta.url).resolve("@fontsource/gelasio/package.json"),
		"..",
		"files",
	);
	return [
		["400", "normal"],
		["700", "normal"],
		["400", "italic"],
	]
		.map(([weight, style]) => {
			const file = readFileSync(
				join(folder, `gelasio-latin-${weight}-${style}.woff2`),
			);
			return `@font-face{font-family:Georgia;font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${file.toString("base64")})}`;
		})
		.join("");
}
