import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAt } from "../../src/browser/look-at.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import { validateHtml } from "../../src/mail-check/html-validate.ts";
import { judgeSight } from "../../src/preflight/checks/browser-findings.ts";
import {
	checkAnswers,
	linksOf,
} from "../../src/preflight/checks/check-links.ts";
import { judgeMarkup } from "../../src/preflight/checks/external-checks.ts";
import { checkMessage } from "../../src/preflight/examine.ts";
import type { Finding } from "../../src/preflight/finding.ts";
import { BRISK, type Glance, THOROUGH } from "../../src/preflight/viewports.ts";
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
	facts,
	type Parts,
	specimen,
} from "./planted.ts";

let browser: Browser;
let clean: Parts;
beforeAll(async () => {
	browser = await launchBrowser();
	clean = await cleanParts();
});
afterAll(() => browser.close());

/** Enough to see every defect that is a matter of looks. */
const GLANCES: readonly Glance[] = [
	{ width: 600, scheme: "light", styled: true, axe: "none" },
	{ width: 320, scheme: "light", styled: true, axe: "none" },
	{ width: 600, scheme: "dark", styled: true, axe: "none" },
];

const READERS: [string, Reader, readonly Glance[]][] = [
	["a reader", sampleReader, THOROUGH],
	["someone new", newReader, BRISK],
	["the largest reader", fullReader, BRISK],
	["a strange name", hostileReader, BRISK],
	["a reader of the brief one", { ...sampleReader, format: "brief" }, BRISK],
	["a reader with a lens", { ...sampleReader, lens: "skeptic" }, BRISK],
];

describe("a clean message", () => {
	test.each(READERS)("of %s has no findings", async (_, reader, glances) => {
		const found = await everything(await cleanBytes(reader), reader, glances);
		expect(found).toEqual([]);
	});

	test("is still clean when it was taken apart and put together", async () => {
		const one = await specimen(bytesOf(clean));
		expect(checkMessage(one, facts)).toEqual([]);
	});
});

describe("a message with", () => {
	test.each(DEFECTS)("$name is found", async ({ code, plant }) => {
		const spoilt = plant(clean);
		expect(spoilt).not.toEqual(clean);
		const found = await firstFinding(bytesOf(spoilt), code);
		expect(found?.level).toMatch(/block|warn/);
		expect(found?.place).not.toBe("");
		expect(found?.mend).toMatch(/^[A-Z].+\S$/);
	});
});

test("there are many defects, each by its own name", () => {
	expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
	expect(DEFECTS.length).toBeGreaterThan(60);
});

/** The cheap checks first: most defects need no browser to be seen. */
async function firstFinding(raw: Buffer, code: string | RegExp) {
	const one = await specimen(raw);
	const html = one.mail.html ?? "";
	const is = (finding: Finding) =>
		typeof code === "string" ? finding.code === code : code.test(finding.code);
	return (
		[...checkMessage(one, facts), ...answersOf(one)].find(is) ??
		judgeMarkup(await validateHtml(html)).find(is) ??
		judgeSight(await lookAt(browser, html, GLANCES, null)).find(is)
	);
}

async function everything(
	raw: Buffer,
	reader: Reader,
	glances: readonly Glance[],
): Promise<Finding[]> {
	const one = await specimen(raw, reader);
	const html = one.mail.html ?? "";
	return [
		...checkMessage(one, facts),
		...answersOf(one),
		...judgeMarkup(await validateHtml(html)),
		...judgeSight(await lookAt(browser, html, glances, null)),
	];
}

/** Every page answers but one. */
function answersOf(one: Parameters<typeof linksOf>[0]): Finding[] {
	const links = linksOf(one);
	return checkAnswers(
		links,
		new Map(links.map(({ url }) => [url, url.endsWith("/dead") ? 404 : 200])),
	);
}
