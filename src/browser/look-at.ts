import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import type { Logo } from "../../templates/theme.ts";
import type {
	AxeViolation,
	Look,
	Sight,
} from "../preflight/checks/browser-findings.ts";
import { isLogoAddress } from "../preflight/checks/check-fetched.ts";
import type { Glance } from "../preflight/viewports.ts";
import { MEASURE } from "./measure.ts";

/** Rules that take a page for a whole site's, which a message is not. */
const NOT_FOR_MAIL = ["region", "landmark-one-main", "bypass"];
/** Rules whose answer can differ from one showing of a message to the next. */
const BY_LOOKS = ["color-contrast", "link-in-text-block"];

/**
 * Looks at a message on one page, in the order of `glances`. Whatever the page
 * asks for is noted and not fetched.
 *
 * @param logo not noted, and answered with a blank picture of its size
 */
export async function lookAt(
	browser: Browser,
	html: string,
	glances: readonly Glance[],
	logo: Logo | null,
): Promise<Sight> {
	const context = await browser.newContext({
		viewport: { width: 600, height: 900 },
	});
	try {
		const requests: string[] = [];
		await context.route(/^(?!data:|about:)/, (route) => {
			const url = route.request().url();
			if (logo && isLogoAddress(url, logo))
				return route.fulfill({
					contentType: "image/svg+xml",
					body: `<svg xmlns="http://www.w3.org/2000/svg" width="${logo.width}" height="${logo.height}"/>`,
				});
			requests.push(url);
			return route.abort();
		});
		const page = await context.newPage();
		await page.setContent(html, { waitUntil: "load", timeout: 10_000 });
		if (glances.some(({ axe }) => axe !== "none"))
			await page.evaluate(await axeSource());
		const looks: Look[] = [];
		for (const glance of glances) looks.push(await see(page, glance));
		return { looks, requests: [...new Set(requests)] };
	} finally {
		await context.close();
	}
}

async function see(page: Page, { axe, ...showing }: Glance): Promise<Look> {
	await page.emulateMedia({ colorScheme: showing.scheme });
	await page.setViewportSize({ width: showing.width, height: 900 });
	if (!showing.styled)
		await page.evaluate(
			"for (const sheet of document.querySelectorAll('style')) sheet.remove()",
		);
	const measured = await page.evaluate<Omit<Look, "showing" | "axe">>(MEASURE);
	// Without its style sheet a message has the sizes of the program that shows it.
	if (!showing.styled)
		Object.assign(measured, { smallText: [], smallTargets: [] });
	return { ...measured, showing, axe: await runAxe(page, axe) };
}

async function runAxe(
	page: Page,
	rules: Glance["axe"],
): Promise<AxeViolation[]> {
	if (rules === "none") return [];
	const options = {
		resultTypes: ["violations"],
		...(rules === "every"
			? {
					rules: Object.fromEntries(
						NOT_FOR_MAIL.map((rule) => [rule, { enabled: false }]),
					),
				}
			: { runOnly: { type: "rule", values: BY_LOOKS } }),
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
