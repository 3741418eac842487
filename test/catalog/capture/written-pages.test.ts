import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import type { ComparisonFacts } from "../../../src/catalog/facts.ts";
import { BadInput } from "../../../src/catalog/import/problem.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";
import { readCapture } from "./captures.ts";
import {
	type Layout,
	layout,
	MARKS,
	type PageFacts,
	PLAIN,
	pageFacts,
	REDUCED,
	THOUSANDS,
	writePage,
} from "./written-pages.ts";

/** What was written, as far as the page says it. */
function withoutSlugs({ left, right }: ComparisonFacts): PageFacts {
	const plain = ({ slug: _, ...tool }: ComparisonFacts["left"]) => ({
		...tool,
		statedShare: tool.statedShare ?? -1,
	});
	return { left: plain(left), right: plain(right) };
}

/** Null when the page is refused. */
function readOrRefuse(text: string): PageFacts | null {
	try {
		return withoutSlugs(readDocument(parseCapture(text).document));
	} catch (error) {
		if (error instanceof BadInput) return null;
		throw error;
	}
}

describe("a page that was written from facts", () => {
	it.each(["full", "reduced"] as const)(
		"in the %s form and in any layout is read with exactly these facts or refused",
		(form) => {
			let read = 0;
			fc.assert(
				fc.property(pageFacts(form, true), layout(form), (facts, as) => {
					const found = readOrRefuse(writePage(facts, as));
					if (found) expect(found).toEqual(facts);
					if (found) read++;
				}),
				{ numRuns: 300 },
			);
			// Most generated pages have several peculiarities at once.
			expect(read).toBeGreaterThan(40);
		},
	);

	const ways: [string, Layout][] = [
		["on lines of its own", PLAIN],
		["with tabs between cells", { ...PLAIN, table: "tabs" }],
		["with no-break spaces and tabs", { ...PLAIN, table: "no-break tabs" }],
		["with the verdict below the score", { ...PLAIN, head: "below" }],
		["with the verdict above the score", { ...PLAIN, head: "above" }],
		["with the verdict in brackets", { ...PLAIN, head: "in brackets" }],
		[
			"with its shares on the lines of the labels",
			{ ...PLAIN, shareInLine: true },
		],
		["with links to its cards", { ...PLAIN, links: true }],
		["with a header", { ...PLAIN, header: true }],
		["with CRLF and no-break spaces", { ...PLAIN, eol: "\u00a0 \r\n" }],
		["with soft hyphens in its names", { ...PLAIN, softHyphens: true }],
		[
			"with badges",
			{ ...PLAIN, badges: ["New", "Split decision", "Updated Nov 12, 2026"] },
		],
		[
			"with links above its footer",
			{
				...PLAIN,
				below: ["Share", "Related comparisons", "Quillhut vs Inkpot"],
			},
		],
		...[72, 80, 100].map((wrap): [string, Layout] => [
			`wrapped at ${wrap} columns, its table in tabs`,
			{ ...PLAIN, wrap, table: "tabs" },
		]),
		...THOUSANDS.map((thousands): [string, Layout] => [
			`with the thousands separator "${thousands}"`,
			{ ...PLAIN, thousands },
		]),
		...MARKS.flatMap((marks): [string, Layout][] => [
			[`with ${marks.join("…")} round its reviews`, { ...PLAIN, marks }],
			[
				`in the reduced form with ${marks.join("…")} round its reviews`,
				{ ...REDUCED, marks },
			],
		]),
		["in the reduced form with CRLF", { ...REDUCED, eol: "\r\n" }],
		[
			"in the reduced form with links above its footer",
			{ ...REDUCED, below: ["Share", "Quillhut vs Inkpot", "Buy glue."] },
		],
	];
	it.each(ways)("%s is read, not refused", (_, as) => {
		fc.assert(
			fc.property(pageFacts(as.form, false), (facts) => {
				expect(withoutSlugs(readCapture(writePage(facts, as)))).toEqual(facts);
			}),
			{ numRuns: 25 },
		);
	});
});
