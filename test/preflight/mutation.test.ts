import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measureMessage } from "../../src/browser/measure-message.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import type { Finding } from "../../src/issue/preflight-report.ts";
import { validateHtml } from "../../src/mail-check/html-validate.ts";
import { checkMessage } from "../../src/preflight/check-message.ts";
import { browserFindings } from "../../src/preflight/checks/browser-findings.ts";
import {
	checkAnswers,
	linksOf,
} from "../../src/preflight/checks/check-links.ts";
import { markupFindings } from "../../src/preflight/checks/external-findings.ts";
import {
	FULL_VIEWPORTS,
	QUICK_VIEWPORTS,
	type Viewport,
} from "../../src/preflight/viewports.ts";
import {
	fullReader,
	hostileReader,
	newReader,
	sampleReader,
} from "../../templates/samples.ts";
import { launchBrowser } from "../support/browser.ts";
import { DEFECTS } from "./defects.ts";
import {
	bytesOf,
	cleanBytes,
	cleanParts,
	expected,
	type Parts,
	parsedCopy,
} from "./planted.ts";

let browser: Browser;
let clean: Parts;
beforeAll(async () => {
	browser = await launchBrowser();
	clean = await cleanParts();
});
afterAll(() => browser.close());

/** Enough to find every visual defect. */
const VIEWPORTS: readonly Viewport[] = [
	{ width: 600, scheme: "light", styled: true, axeRules: "none" },
	{ width: 320, scheme: "light", styled: true, axeRules: "none" },
	{ width: 600, scheme: "dark", styled: true, axeRules: "none" },
];

const READERS: [string, Reader, readonly Viewport[]][] = [
	["a reader", sampleReader, FULL_VIEWPORTS],
	["a new reader", newReader, QUICK_VIEWPORTS],
	["the largest reader", fullReader, QUICK_VIEWPORTS],
	["a reader with an unusual name", hostileReader, QUICK_VIEWPORTS],
	[
		"a reader of the brief format",
		{ ...sampleReader, format: "brief" },
		QUICK_VIEWPORTS,
	],
	[
		"a reader with a lens",
		{ ...sampleReader, lens: "skeptic" },
		QUICK_VIEWPORTS,
	],
];

describe("a clean message", () => {
	test.each(READERS)("for %s has no findings", async (_, reader, viewports) => {
		const found = await everything(await cleanBytes(reader), reader, viewports);
		expect(found).toEqual([]);
	});

	test("has no findings after it was taken apart and put together again", async () => {
		const one = await parsedCopy(bytesOf(clean), sampleReader, clean);
		expect(checkMessage(one, expected)).toEqual([]);
	});
});

describe("preflight reports", () => {
	test.each(DEFECTS)("$name", async ({ code, plant }) => {
		const spoilt = plant(clean);
		expect(spoilt).not.toEqual(clean);
		const found = await firstFinding(spoilt, code);
		expect(found?.level).toMatch(/block|warn/);
		expect(found?.place).not.toBe("");
		expect(found?.fix).toMatch(/^[A-Z].+\S$/);
	});
});

test("more than 60 defects are tested, each with a name of its own", () => {
	expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
	expect(DEFECTS.length).toBeGreaterThan(60);
});

/** The fast checks first: most defects can be found without a browser. */
async function firstFinding(spoilt: Parts, code: string | RegExp) {
	const one = await parsedCopy(bytesOf(spoilt), sampleReader, spoilt);
	expect(one.texts).not.toBeNull();
	const html = one.mail.html ?? "";
	const is = (finding: Finding) =>
		typeof code === "string" ? finding.code === code : code.test(finding.code);
	return (
		[...checkMessage(one, expected), ...answersOf(one)].find(is) ??
		markupFindings(await validateHtml(html)).find(is) ??
		browserFindings(await measureMessage(browser, html, VIEWPORTS, null)).find(
			is,
		)
	);
}

async function everything(
	raw: Buffer,
	reader: Reader,
	viewports: readonly Viewport[],
): Promise<Finding[]> {
	const one = await parsedCopy(raw, reader);
	const html = one.mail.html ?? "";
	return [
		...checkMessage(one, expected),
		...answersOf(one),
		...markupFindings(await validateHtml(html)),
		...browserFindings(await measureMessage(browser, html, viewports, null)),
	];
}

/** Every page answers with 200, except /dead. */
function answersOf(one: Parameters<typeof linksOf>[0]): Finding[] {
	const links = linksOf(one);
	return checkAnswers(
		links,
		new Map(links.map(({ url }) => [url, url.endsWith("/dead") ? 404 : 200])),
	);
}
