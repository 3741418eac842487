import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);

/** Each finding of axe in the open page, with the first element that has it. */
export async function axeFindings(
	page: Page,
	options: object = {},
): Promise<string[]> {
	// It is half a megabyte: it is not sent to a page that has it.
	if (!(await page.evaluate<boolean>("'axe' in globalThis")))
		await page.evaluate(AXE);
	return page.evaluate(
		`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map((one) => one.id + " " + one.nodes[0].html.slice(0, 160)))`,
	);
}

/** What axe reads colours for: all that the other scheme can change. */
export const COLOURS = { runOnly: ["color-contrast", "link-in-text-block"] };

/** By how many pixels the page is wider than its window. */
export function overhang(page: Page): Promise<number> {
	return page.evaluate(
		"document.documentElement.scrollWidth - document.documentElement.clientWidth",
	);
}

/** A folder for pictures of pages, to look at; unset: none are made. */
const PICTURES = process.env.STUDIO_PICTURES;

/**
 * The open page has no finding of axe in either scheme, and is wider than no window.
 *
 * @param name of the page, for messages and pictures
 */
export async function looksRight(page: Page, name: string): Promise<void> {
	for (const colorScheme of ["light", "dark"] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of PICTURES ? [1280, 768, 375] : [1280, 375]) {
			await page.setViewportSize({ width, height: 800 });
			expect([name, width, await overhang(page)]).toEqual([name, width, 0]);
			if (PICTURES)
				await page.screenshot({
					path: `${PICTURES}/${name.replaceAll(/\W+/g, "-").slice(0, 60)}-${width}-${colorScheme}.png`,
					fullPage: true,
				});
		}
		const found = await axeFindings(
			page,
			colorScheme === "dark" ? COLOURS : {},
		);
		expect([name, colorScheme, found]).toEqual([name, colorScheme, []]);
	}
}
