import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IssueContent } from "../../../src/issue/content/content.ts";
import type { Reader } from "../../../src/issue/content/reader.ts";
import { columns } from "../../../src/issue/words/columns.ts";
import {
	panelLabel,
	reviewerTitles,
	scoreLabel,
} from "../../../src/render/labels.ts";
import { quotesFrom } from "../../../src/render/quotes.ts";
import { panelBar } from "../../../src/render/text/text-comparison.ts";
import { pad, WIDTH, wrap } from "../../../src/render/text/text-wrap.ts";
import {
	fullReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { theme } from "../../../templates/theme.ts";
import { issueOf, withTool } from "../issues.ts";
import { renderer } from "../sample.ts";

async function textOf(issue: IssueContent, reader: Reader = sampleReader) {
	const compiled = await renderer.compile(issue);
	return renderer.open(compiled, sampleEnvelope).text(reader);
}

describe("the text part", () => {
	test("reads as written", async () => {
		expect(await textOf(sampleIssue)).toMatchSnapshot();
	});

	test("has lines of at most 72 columns, except for links", async () => {
		const text = await textOf(sampleIssue);
		const wide = text
			.split("\n")
			.filter((line) => columns(line) > WIDTH && !line.includes("https://"));
		expect(wide).toEqual([]);
		expect(text).not.toMatch(/[ \t]$/m);
	});

	test("stays within 12 KB for a reader with twenty bookmarks", async () => {
		expect(
			Buffer.byteLength(await textOf(sampleIssue, fullReader)),
		).toBeLessThan(12_000);
		const long = issueOf({ words: 90, briefs: 2 });
		expect(Buffer.byteLength(await textOf(long, fullReader))).toBeLessThan(
			14_000,
		);
	});

	test("has all the facts that the HTML has", async () => {
		const text = await textOf(sampleIssue);
		const unwrapped = text.replace(/\s+/g, " ");
		for (const [index, lead] of sampleIssue.leads.entries()) {
			expect(text).toContain(lead.url);
			expect(unwrapped).toContain(lead.summary);
			for (const tool of [lead.left, lead.right]) {
				for (const fact of [tool.name, tool.entryPrice])
					expect(unwrapped).toContain(fact);
				// The first has the pricing; the others have it behind their link.
				if (index === 0) expect(unwrapped).toContain(tool.pricing);
				if (index === 0) expect(unwrapped).toContain(tool.tagline);
				if (tool.community)
					expect(text).toContain(`Readers: ${tool.community.share}% ship`);
				for (const { reviewer, score, verdict } of tool.reviews)
					if (score !== null)
						expect(unwrapped).toContain(
							`${reviewerTitles[reviewer]} ${score} ${verdict}`,
						);
			}
			const quotes = quotesFrom([lead.left, lead.right], null);
			expect(quotes).toHaveLength(2);
			for (const { tool, review } of quotes)
				expect(unwrapped).toContain(`on ${tool.name}: ${scoreLabel(review)}`);
		}
		for (const { summary, url } of sampleIssue.briefs) {
			expect(unwrapped).toContain(summary);
			expect(text).toContain(url);
		}
		for (const { url } of sampleIssue.more) expect(text).toContain(url);
		for (const { name, url, panel, change } of sampleReader.bookmarks) {
			expect(text).toContain(
				change === null
					? `\n${name}\n  ${panelLabel(panel)}\n`
					: `\n  ${panelLabel(panel)}\n  ${url}\n`,
			);
			if (change !== null)
				expect(text.replace(/\s+/g, " ")).toContain(
					`Bookmarked: ${name} is now a `,
				);
			expect(text).toContain(`\n  ${url}\n`);
		}
		expect(text).toContain("now skip, was ship");
		expect(text).toContain(String(sampleReader.unsubscribeUrl));
		expect(unwrapped).toContain(sampleIssue.postalAddress);
	});

	test("calls unknown what is unknown", async () => {
		const text = await textOf(
			withTool({
				name: "Nothing Known",
				panel: {
					verdict: null,
					share: null,
					ship: null,
					skip: null,
					basis: "unknown",
				},
				community: null,
				pricing: "",
				reviews: [],
			}),
		);
		expect(text).toContain("? Not given       Nothing Known");
		expect(text).toContain("Panel: Panel verdict not given");
		expect(text).toContain("Nothing Known\n  One endpoint");
		expect(text).not.toMatch(
			/(?:Builder|Skeptic|Founder|Futurist) on Nothing Known/,
		);
		expect(text).not.toMatch(/\[\.{10}\]|\b0%/);
	});
});

test("a bar has ten signs and its number, and is left out when the number is unknown", () => {
	expect(panelBar(75, theme)).toBe("[########..] 75% ship");
	expect(panelBar(0, theme)).toBe("[..........] 0% ship");
	expect(panelBar(100, theme)).toBe("[##########] 100% ship");
	expect(panelBar(null, theme)).toBe("");
});

describe("a text column", () => {
	test.each([
		["abc", 3],
		["é", 1],
		["e\u0301", 1],
		["王小明", 6],
		["한국어", 6],
		["👩‍🚀", 2],
		["✔️", 2],
		["فاطمة", 5],
		["ｆｕｌｌ", 8],
	])("%s is as wide as %i", (text, width) => {
		expect(columns(text)).toBe(width);
	});

	test("wrapped text fits the width, breaks only words that do not fit, and loses nothing", () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), {
					maxLength: 40,
				}),
				fc.integer({ min: 12, max: 80 }),
				(words, width) => {
					const text = words.join(" ");
					const lines = wrap(text, width, "  ").split("\n");
					for (const line of lines) {
						expect(columns(line)).toBeLessThanOrEqual(width);
						expect(line.startsWith("  ")).toBe(true);
					}
					expect(lines.join("").replace(/\s+/g, "")).toBe(
						text.replace(/\s+/g, ""),
					);
				},
			),
		);
	});

	test("a link is never broken", () => {
		const link = `https://example.com/${"x".repeat(90)}`;
		expect(wrap(`See ${link} there`, 72)).toBe(`See\n${link}\nthere`);
	});

	test("padding counts columns, not characters", () => {
		expect(pad("王", 4)).toBe("王  ");
	});
});
