import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAt } from "../../src/browser/look-at.ts";
import { validateHtml } from "../../src/mail-check/html-validate.ts";
import { judgeSight } from "../../src/preflight/checks/browser-findings.ts";
import { judgeMarkup } from "../../src/preflight/checks/external-checks.ts";
import { checkMessage } from "../../src/preflight/examine.ts";
import type { PreflightReport } from "../../src/preflight/report.ts";
import type { Glance } from "../../src/preflight/viewports.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import { sampleEnvelope, sampleReader } from "../../templates/samples.ts";
import { templatesDir } from "../render/sample.ts";
import { launchBrowser } from "../support/browser.ts";
import { testCli } from "../support/cli.ts";
import { bytesOf, cleanParts, facts, issue, specimen } from "./planted.ts";

const GLANCES: readonly Glance[] = [
	{ width: 600, scheme: "light", styled: true, axe: "every" },
	{ width: 320, scheme: "dark", styled: true, axe: "none" },
];
const URL = "https://digest.example.com/brand/logo.png?v=1&w=120";

const folder = mkdtempSync(join(tmpdir(), "logo-"));
const themeFile = join(folder, "theme.json");
writeFileSync(
	themeFile,
	JSON.stringify({
		logo: {
			url: "/brand/logo.png?v=1&w=120",
			alt: "The star of verdicts",
			width: 120,
			height: 40,
		},
	}),
);
const renderer = createRenderer({ templatesDir, themeFile });

let browser: Browser;
let clean: Awaited<ReturnType<typeof cleanParts>>;
beforeAll(async () => {
	browser = await launchBrowser();
	const html = renderer
		.open(await renderer.compile(issue), sampleEnvelope)
		.html(sampleReader);
	clean = { ...(await cleanParts()), html };
});
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true });
});

/** What is found, with the codes that would keep the issue from going out first. */
async function found(html: string, logo = true): Promise<string[]> {
	const one = await specimen(bytesOf({ ...clean, html }));
	const own = logo ? await renderer.logo(issue.links.home) : null;
	return [
		...checkMessage(one, { ...facts, logo: own }),
		...judgeMarkup(await validateHtml(html)),
		...judgeSight(await lookAt(browser, html, GLANCES, own)),
	].map(({ level, code }) => `${level} ${code}`);
}

test("the theme's logo is the one picture that a mail may ask for", async () => {
	expect(clean.html.split(URL.replace("&", "&amp;"))).toHaveLength(2);
	expect(await found(clean.html)).toEqual([]);
	// The same message without such a theme.
	expect(await found(clean.html, false)).toEqual([
		"block picture-fetched",
		"block request-made",
	]);
});

test.each([
	[
		"a tracking pixel beside it",
		'$&<img src="https://digest.example.com/open.gif" alt="" width="1" height="1">',
		["block tracking-pixel", "block request-made"],
	],
	[
		"a picture at almost its address",
		'$&<img src="https://digest.example.com/brand/logo.png?v=1&amp;w=120&amp;reader=7" alt="A" width="120" height="40">',
		["block picture-fetched", "block request-made"],
	],
	[
		"its address as a tracking pixel",
		'$&<img src="https://digest.example.com/brand/logo.png?v=1&amp;w=120" alt="A" width="1" height="1">',
		["block logo-bare"],
	],
])("%s is still found", async (_, planted, codes) => {
	const spoilt = clean.html.replace(/<img[^>]*>/, planted);
	expect(await found(spoilt)).toEqual(expect.arrayContaining(codes));
});

test.each([
	["alt", / alt="The star of verdicts"/],
	["width", /(?<=<img[^>]*) width="120"/],
	["height", /(?<=<img[^>]*) height="40"/],
])("the logo without its %s is found", async (name, attribute) => {
	const one = await specimen(
		bytesOf({ ...clean, html: clean.html.replace(attribute, "") }),
	);
	const logo = await renderer.logo(issue.links.home);
	const bare = checkMessage(one, { ...facts, logo }).find(
		({ code }) => code === "logo-bare",
	);
	expect(bare?.what).toContain(`“${name}”`);
});

test("an issue with a logo passes, seen in the browser, and is approved", async () => {
	const cli = testCli({
		PUBLIC_URL: "https://digest.example.com",
		MAIL_FROM: "Verdicts <digest@example.com>",
		POSTAL_ADDRESS: "1 Example Street, Sampleton",
		THEME_FILE: themeFile,
	});
	try {
		await cli.run("import", "data/comparisons/week-1");
		await cli.run("subscribers", "add", "ada@example.com", "--confirmed");
		await cli.run("issue", "draft");
		const { out } = await cli.run("preflight", "--json");
		const { findings, seen } = JSON.parse(out) as PreflightReport;
		expect(seen).toBe(true);
		expect(findings.filter(({ level }) => level === "block")).toEqual([]);
		const approved = await cli.run("issue", "approve");
		expect(approved.err).toBe("");
		expect(approved.code).toBe(0);
	} finally {
		cli.dispose();
	}
});
