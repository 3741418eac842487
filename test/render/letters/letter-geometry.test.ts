import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { letterSamples } from "../../../templates/sample-letters.ts";
import { launchBrowser } from "../../support/browser.ts";
import { FAINTEST_TEXT } from "../../web/faintest-text.ts";
import { renderer } from "../sample.ts";
import { MISFITS } from "../weekly/broken-words.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(letterSamples)("the $kind letter: $title", (sample) => {
	test("fits every width, is readable in both colour schemes, and passes axe", async () => {
		const { html } = await sample.write(renderer);
		for (const colorScheme of ["light", "dark"] as const) {
			const page = await show(html, colorScheme);
			for (const width of [600, 375, 320]) {
				await page.setViewportSize({ width, height: 900 });
				expect(await page.evaluate(MISFITS)).toEqual([]);
			}
			expect(await page.evaluate(FAINTEST_TEXT)).toBeGreaterThanOrEqual(4.5);
			expect(await smallTargets(page)).toEqual([]);
			await page.addScriptTag({ path: axe });
			expect(await page.evaluate(VIOLATIONS)).toEqual([]);
			await page.close();
		}
	});

	test("stays within its width for a name of a thousand letters", async () => {
		const { html } = await sample.write(renderer, {
			name: "Æ".repeat(1_000),
			address: `${"a".repeat(64)}@${"b".repeat(180)}.example`,
		});
		const page = await show(html, "light");
		await page.setViewportSize({ width: 320, height: 900 });
		const misfits = await page.evaluate<string[]>(MISFITS);
		expect(misfits.filter((one) => !one.startsWith("broken"))).toEqual([]);
		await page.close();
	});
});

/** A mail is an article within a mail program's page, whose landmarks are not its own. */
const VIOLATIONS = `axe.run(document, { resultTypes: ["violations"], rules: { "landmark-one-main": { enabled: false }, region: { enabled: false } } }).then(({ violations }) =>
	violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html).join(" ")))`;

/** The button is to be hit by a thumb. */
function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(
		`[...document.querySelectorAll(".button")].filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)`,
	);
}

async function show(html: string, colorScheme: "light" | "dark") {
	const page = await browser.newPage({
		viewport: { width: 600, height: 900 },
		colorScheme,
	});
	const requests: string[] = [];
	page.on("request", (request) => requests.push(request.url()));
	await page.setContent(html, { waitUntil: "networkidle" });
	expect(requests).toEqual([]);
	return page;
}
