import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureMessage } from "../../src/browser/measure-message.ts";
import type { PreflightReport } from "../../src/issue/preflight-report.ts";
import { validateHtml } from "../../src/mail-check/html-validate.ts";
import { checkMessage } from "../../src/preflight/check-message.ts";
import { browserFindings } from "../../src/preflight/checks/browser-findings.ts";
import { markupFindings } from "../../src/preflight/checks/external-findings.ts";
import type { Viewport } from "../../src/preflight/viewports.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import { sampleReader } from "../../templates/samples.ts";
import { templatesDir } from "../render/sample.ts";
import { launchBrowser } from "../support/browser.ts";
import { testCli } from "../support/cli.ts";
import { bytesOf, cleanParts, expected, issue, parsedCopy } from "./planted.ts";

const VIEWPORTS: readonly Viewport[] = [
	{ width: 600, scheme: "light", styled: true, axeRules: "all" },
	{ width: 320, scheme: "dark", styled: true, axeRules: "none" },
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
	const { html } = (await renderer.compileMarked(issue)).copy(sampleReader);
	clean = { ...(await cleanParts()), html };
});
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true });
});

/** The findings, as level and code. */
async function found(html: string, logo = true): Promise<string[]> {
	const parts = { ...clean, html };
	const one = await parsedCopy(bytesOf(parts), sampleReader, parts);
	const own = logo ? await renderer.logo(issue.links.home) : null;
	return [
		...checkMessage(one, { ...expected, logo: own }),
		...markupFindings(await validateHtml(one.mail.html ?? "")),
		...browserFindings(
			await measureMessage(browser, one.mail.html ?? "", VIEWPORTS, own),
		),
	].map(({ level, code }) => `${level} ${code}`);
}

test("the theme's logo is the only picture that a message may load", async () => {
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
		"a tracking pixel next to the logo",
		'$&<img src="https://digest.example.com/open.gif" alt="" width="1" height="1">',
		["block tracking-pixel", "block request-made"],
	],
	[
		"a picture at almost the logo's URL",
		'$&<img src="https://digest.example.com/brand/logo.png?v=1&amp;w=120&amp;reader=7" alt="A" width="120" height="40">',
		["block picture-fetched", "block request-made"],
	],
	[
		"the logo's URL as a tracking pixel",
		'$&<img src="https://digest.example.com/brand/logo.png?v=1&amp;w=120" alt="A" width="1" height="1">',
		["block logo-bare"],
	],
])("preflight still reports %s", async (_, planted, codes) => {
	const spoilt = clean.html.replace(/<img[^>]*>/, planted);
	expect(await found(spoilt)).toEqual(expect.arrayContaining(codes));
});

test.each([
	["alt", / alt="The star of verdicts"/],
	["width", /(?<=<img[^>]*) width="120"/],
	["height", /(?<=<img[^>]*) height="40"/],
])("preflight reports a logo without its %s", async (name, attribute) => {
	const one = await parsedCopy(
		bytesOf({ ...clean, html: clean.html.replace(attribute, "") }),
	);
	const logo = await renderer.logo(issue.links.home);
	const bare = checkMessage(one, { ...expected, logo }).find(
		({ code }) => code === "logo-bare",
	);
	expect(bare?.what).toContain(`“${name}”`);
});

test("an issue with a logo passes preflight with a browser and can be approved", async () => {
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
