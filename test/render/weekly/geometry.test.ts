import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measureMessage } from "../../../src/browser/measure-message.ts";
import type { Reviewer } from "../../../src/db/catalog-tables.ts";
import { groupsOf } from "../../../src/issue/content/groups.ts";
import { browserFindings } from "../../../src/preflight/checks/browser-findings.ts";
import { heightOf } from "../../../src/render/room/height.ts";
import {
	fullReader,
	newReader,
	sampleEnvelope,
	sampleIssue,
} from "../../../templates/samples.ts";
import { launchBrowser } from "../../support/browser.ts";
import { FAINTEST_TEXT } from "../../web/faintest-text.ts";
import { issueOf, withTool } from "../issues.ts";
import { renderer } from "../sample.ts";
import { MISFITS } from "./broken-words.ts";

let browser: Browser;
let pages: Record<string, string>;
beforeAll(async () => {
	browser = await launchBrowser();
	const digest = async (issue: typeof sampleIssue, reader = fullReader) =>
		renderer.open(await renderer.compile(issue), sampleEnvelope).html(reader);
	const brief = async (issue: typeof sampleIssue, lens: Reviewer | null) =>
		renderer
			.open(await renderer.compile(issue), sampleEnvelope)
			.html({ ...fullReader, format: "brief", lens });
	pages = {
		brief: await brief(sampleIssue, null),
		"brief of long names": await brief(
			withTool({
				name: "Hugging Face Inference Providers Marketplace (Enterprise)",
			}),
			"skeptic",
		),
		digest: await digest(sampleIssue),
		"digest without bookmarks": await digest(
			issueOf({ words: 90, briefs: 2 }),
			newReader,
		),
		"digest without news": await digest(sampleIssue, {
			...fullReader,
			bookmarks: [],
			bookmarksTotal: 0,
		}),
		"digest of a shared tool": await digest({
			...sampleIssue,
			groups: groupsOf([...sampleIssue.leads, ...sampleIssue.briefs]),
		}),
		"digest of long names": await digest(
			withTool({
				name: "Hugging Face Inference Providers Marketplace (Enterprise)",
				bestFor: "Internationalisation, telecommunications, misunderstandings",
				pricing: "Pay-as-you-go per token (pass-through)",
			}),
		),
		"digest through the Skeptic": await digest(sampleIssue, {
			...fullReader,
			lens: "skeptic",
		}),
		"digest of a flip": await digest(
			withTool({ flip: { from: "ship", to: "skip" } }),
		),
		"digest of a name without a space": await digest(
			withTool({ name: "A".repeat(100) }),
		),
	};
});
afterAll(() => browser.close());

describe.each([
	"digest",
	"digest of long names",
	"digest through the Skeptic",
	"digest of a shared tool",
	"brief",
	"brief of long names",
])("the %s", (name) => {
	test.each([320, 375, 600])(
		"fits %i pixels: nothing overflows, no word is broken",
		async (width) => {
			const page = await show(name, width, "light");
			expect(await page.evaluate(MISFITS)).toEqual([]);
			await page.close();
		},
	);

	test.each(["light", "dark"] as const)(
		"can be read in %s: every text has a contrast of 4.5 or more",
		async (scheme) => {
			const page = await show(name, 600, scheme);
			expect(await page.evaluate(FAINTEST_TEXT)).toBeGreaterThanOrEqual(4.5);
			await page.close();
		},
	);
});

test("three leads and two briefs are at most 4,500 pixels high at 600", async () => {
	const page = await show("digest without bookmarks", 600, "light");
	const height = await page.evaluate<number>(
		"document.documentElement.scrollHeight",
	);
	expect(height).toBeGreaterThan(2_000);
	expect(height).toBeLessThan(4_500);
	await page.close();
});

test.each([
	"digest",
	"digest of long names",
	"digest through the Skeptic",
	"digest of a shared tool",
	"digest without bookmarks",
])("the %s is as high as was estimated without a browser", async (name) => {
	const page = await show(name, 600, "light");
	const height = await page.evaluate<number>(
		"document.documentElement.scrollHeight",
	);
	const estimate = heightOf(pages[name] ?? "");
	expect(estimate / height).toBeGreaterThan(0.98);
	expect(estimate / height).toBeLessThan(1.05);
	await page.close();
});

test("the duel stays side by side at 320 pixels", async () => {
	const page = await show("digest", 320, "light");
	const boxes = await page.evaluate<{ x: number; y: number; width: number }[]>(
		"[...document.querySelectorAll('.duel .card')].map((card) => card.getBoundingClientRect().toJSON())",
	);
	const [first, second] = boxes;
	expect(boxes).toHaveLength(2 * sampleIssue.leads.length);
	expect(first?.y).toBe(second?.y);
	expect(first?.width).toBeCloseTo(second?.width ?? 0, 0);
	expect(second?.x).toBeGreaterThan((first?.x ?? 0) + 100);
	await page.close();
});

test.each([320, 600])(
	"at %i pixels every link has room for a finger, and a button 44 pixels",
	async (width) => {
		const page = await show("digest", width, "light");
		const small = await page.evaluate<string[]>(
			`[...document.querySelectorAll("a:not([aria-hidden] a)")].filter((link) => {
				const boxes = [...link.getClientRects()];
				return boxes.some(({ height }) => height < 24) || boxes.every(({ width }) => width < 24);
			}).map((link) => link.textContent)`,
		);
		expect(small).toEqual([]);
		const buttons = await page.evaluate<{ width: number; height: number }[]>(
			"[...document.querySelectorAll('.press a')].map((link) => link.getBoundingClientRect().toJSON())",
		);
		expect(buttons.length).toBeGreaterThan(6);
		for (const button of buttons) {
			expect(button.height).toBeGreaterThanOrEqual(44);
			expect(button.width).toBeGreaterThanOrEqual(44);
		}
		await page.close();
	},
);

test("the first calls of the week are on the first screen of a phone, for a reader without news of their bookmarks", async () => {
	const page = await show("digest without news", 375, "light");
	const top = await page.evaluate<number>(
		"document.querySelector('.calls .first').getBoundingClientRect().y",
	);
	expect(top).toBeLessThan(400);
	await page.close();
});

test("the names in a duel are at the same height, also when one tool's verdict flipped", async () => {
	const page = await show("digest of a flip", 600, "light");
	const [left, right] = await page.evaluate<number[]>(
		"[...document.querySelectorAll('.duel h3')].map((name) => name.getBoundingClientRect().y)",
	);
	expect(left).toBe(right);
	await page.close();
});

test.each([320, 375, 600])(
	"a name without a space doesn't push the digest wider than %i pixels",
	async (width) => {
		const page = await show("digest of a name without a space", width, "light");
		const misfits = await page.evaluate<string[]>(MISFITS);
		expect(misfits.filter((misfit) => !misfit.startsWith("broken"))).toEqual(
			[],
		);
		await page.close();
	},
);

test("without its style sheet the digest still has its columns, and its verdicts their colours", async () => {
	const page = await show("digest", 600, "light");
	await page.evaluate("document.querySelector('style').remove()");
	for (const width of [600, 375, 320]) {
		await page.setViewportSize({ width, height: 900 });
		expect(await page.evaluate(MISFITS)).toEqual([]);
	}
	expect(
		await page.evaluate(
			"getComputedStyle(document.querySelector('.duel .ship')).color",
		),
	).toBe("rgb(11, 106, 60)");
	await page.close();
});

test("a browser that shows the digest requests nothing", async () => {
	const page = await browser.newPage();
	const requests: string[] = [];
	page.on("request", (request) => requests.push(request.url()));
	await page.setContent(pages.digest ?? "", { waitUntil: "networkidle" });
	expect(requests).toEqual([]);
	await page.close();
});

async function show(
	name: string,
	width: number,
	colorScheme: "light" | "dark",
) {
	const page = await browser.newPage({
		viewport: { width, height: 900 },
		colorScheme,
	});
	await page.setContent(pages[name] ?? "");
	return page;
}

test("the brief pleases axe, wide and on a phone, light and dark", async () => {
	const viewports = [600, 375].flatMap((width) =>
		(["light", "dark"] as const).map((scheme) => ({
			width,
			scheme,
			styled: true,
			axeRules: "all" as const,
		})),
	);
	const measurements = await measureMessage(
		browser,
		pages.brief ?? "",
		viewports,
		null,
	);
	expect(measurements.views).toHaveLength(4);
	expect(browserFindings(measurements)).toEqual([]);
});
