import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import type { Logo } from "../../templates/theme.ts";
import type {
	AxeViolation,
	BrowserMeasurements,
	ViewMeasurements,
} from "../preflight/checks/browser-findings.ts";
import { isLogoAddress } from "../preflight/checks/check-remote-content.ts";
import type { Viewport } from "../preflight/viewports.ts";
import { MEASURE } from "./measure-script.ts";
import { showMessage } from "./show-message.ts";

/** Rules about pages of a web site, which a message is not. */
const NOT_FOR_MAIL = ["region", "landmark-one-main", "bypass"];
/** Rules whose result depends on width and colours. */
const APPEARANCE = ["color-contrast", "link-in-text-block"];

/**
 * Shows a message in one page, in each viewport in this order, and measures
 * it. What the page requests is recorded and never fetched.
 *
 * @param logo its request is not recorded, and answered with a blank picture of its size
 */
export async function measureMessage(
	browser: Browser,
	html: string,
	viewports: readonly Viewport[],
	logo: Logo | null,
): Promise<BrowserMeasurements> {
	const context = await browser.newContext({
		viewport: { width: 600, height: 900 },
	});
	try {
		const requests: string[] = [];
		const page = await showMessage(context, html, (url) => {
			if (!logo || !isLogoAddress(url, logo)) {
				requests.push(url);
				return null;
			}
			return {
				contentType: "image/svg+xml",
				body: `<svg xmlns="http://www.w3.org/2000/svg" width="${logo.width}" height="${logo.height}"/>`,
			};
		});
		if (viewports.some(({ axeRules }) => axeRules !== "none"))
			await page.evaluate(await axeSource());
		const views: ViewMeasurements[] = [];
		for (const viewport of viewports)
			views.push(await measureIn(page, viewport));
		return { views, requests: [...new Set(requests)] };
	} finally {
		await context.close();
	}
}

async function measureIn(
	page: Page,
	viewport: Viewport,
): Promise<ViewMeasurements> {
	await page.emulateMedia({ colorScheme: viewport.scheme });
	await page.setViewportSize({ width: viewport.width, height: 900 });
	if (!viewport.styled)
		await page.evaluate(
			"for (const sheet of document.querySelectorAll('style')) sheet.remove()",
		);
	const measured =
		await page.evaluate<Omit<ViewMeasurements, "viewport" | "axe">>(MEASURE);
	// Without its style sheet a message has the text sizes of the program that shows it.
	if (!viewport.styled)
		Object.assign(measured, { smallText: [], smallTargets: [] });
	return { ...measured, viewport, axe: await runAxe(page, viewport.axeRules) };
}

async function runAxe(
	page: Page,
	rules: Viewport["axeRules"],
): Promise<AxeViolation[]> {
	if (rules === "none") return [];
	const options = {
		resultTypes: ["violations"],
		...(rules === "all"
			? {
					rules: Object.fromEntries(
						NOT_FOR_MAIL.map((rule) => [rule, { enabled: false }]),
					),
				}
			: { runOnly: { type: "rule", values: APPEARANCE } }),
	};
	return page.evaluate<
		AxeViolation[]
	>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
		violations.map(({ id, help, nodes }) => ({ rule: id, help, nodes: nodes.map((node) => node.target.join(" ")) })))`);
}

let source: Promise<string> | undefined;

function axeSource(): Promise<string> {
	source ??= readFile(
		createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
		"utf8",
	);
	return source;
}
