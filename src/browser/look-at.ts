import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import type { AxeViolation, Look, Showing, Sight } from "../preflight/look.ts";
import { MEASURE } from "./measure.ts";

const WIDTHS = [600, 375, 320];
const SCHEMES = ["light", "dark"] as const;

/** Rules that take a page for a whole site's, which a message is not. */
const NOT_FOR_MAIL = ["region", "landmark-one-main", "bypass"];
/** What can differ from one showing of a message to the next. */
const BY_LOOKS = ["color-contrast", "link-in-text-block"];

/** Looks at a message at every width and in every scheme, and once more at each width without its style sheet. */
export async function lookAt(browser: Browser, html: string): Promise<Sight> {
	const context = await browser.newContext({
		viewport: { width: 600, height: 900 },
	});
	try {
		const requests: string[] = [];
		await context.route(/^(?!data:|about:)/, (route) => {
			requests.push(route.request().url());
			return route.abort();
		});
		const page = await context.newPage();
		await page.setContent(html, { waitUntil: "load", timeout: 10_000 });
		await page.evaluate(await axeSource());
		const looks: Look[] = [];
		for (const scheme of SCHEMES) {
			await page.emulateMedia({ colorScheme: scheme });
			for (const width of WIDTHS)
				looks.push(await see(page, { width, scheme, styled: true }));
		}
		await page.emulateMedia({ colorScheme: "light" });
		await page.evaluate(
			"for (const sheet of document.querySelectorAll('style')) sheet.remove()",
		);
		for (const width of WIDTHS)
			looks.push(await see(page, { width, scheme: "light", styled: false }));
		return { looks, requests: [...new Set(requests)] };
	} finally {
		await context.close();
	}
}

async function see(page: Page, showing: Showing): Promise<Look> {
	await page.setViewportSize({ width: showing.width, height: 900 });
	const measured = await page.evaluate<Omit<Look, "showing" | "axe">>(MEASURE);
	// What a mail program leaves of it has the sizes of that program.
	if (!showing.styled)
		Object.assign(measured, { smallText: [], smallTargets: [] });
	return { ...measured, showing, axe: await runAxe(page, showing) };
}

async function runAxe(page: Page, showing: Showing): Promise<AxeViolation[]> {
	const first = showing.width === 600 && showing.scheme === "light";
	const options = {
		resultTypes: ["violations"],
		...(first
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
