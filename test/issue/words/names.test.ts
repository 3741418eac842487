import fc from "fast-check";
import { expect, test } from "vitest";
import { composeIntro } from "../../../src/issue/words/intro.ts";
import { lensHeadlines } from "../../../src/issue/words/lens-headlines.ts";
import { composePreheader } from "../../../src/issue/words/preheader.ts";
import { composeSubject } from "../../../src/issue/words/subject.ts";
import {
	summarise,
	verdictSentence,
} from "../../../src/issue/words/summary.ts";
import { lensSentence } from "../../../src/render/brief/brief-data.ts";
import { comparison, tool } from "../../support/content.ts";

const votes = fc.string({
	unit: fc.constantFrom("+", "-", "?"),
	minLength: 4,
	maxLength: 4,
});
const scores = fc.option(
	fc.array(fc.integer({ min: 30, max: 99 }), { minLength: 4, maxLength: 4 }),
);
const flip = fc.option(
	fc.constantFrom(["ship", "skip"] as const, ["skip", "ship"] as const),
);

/** Two tools with these names, and a slug, which chooses between wordings. */
function pairOf(names: fc.Arbitrary<string>) {
	const side = fc
		.tuple(names, votes, scores, flip)
		.map(([name, panel, points, changed]) =>
			tool(name, panel, {
				...(points ? { scores: points } : {}),
				...(changed ? { flip: [...changed] } : {}),
			}),
		);
	return fc
		.tuple(side, side, fc.string())
		.map(([left, right, slug]) => comparison(left, right, slug));
}

/** Every text that is composed about a pair. */
function composed(pair: ReturnType<typeof comparison>): string[] {
	const subject = composeSubject(pair);
	return [
		subject,
		composePreheader(subject, pair, []),
		summarise(pair),
		verdictSentence(pair),
		composeIntro([pair]),
		lensSentence(pair, "skeptic") ?? "",
		...Object.values(lensHeadlines(pair, [])).flatMap((one) => [
			one.subject,
			one.preheader,
		]),
	];
}

test("a brand keeps its small first letter in every composed text, at the beginning too", () => {
	const brands = ["iA Writer", "n8n", "v0", "tldraw", "eBay", "npm"];
	fc.assert(
		fc.property(pairOf(fc.constantFrom(...brands)), (pair) => {
			for (const text of composed(pair)) {
				for (const brand of brands)
					expect(text).not.toContain(
						brand.charAt(0).toUpperCase() + brand.slice(1),
					);
				expect(text).not.toMatch(/\.\.|\bundefined\b/);
			}
		}),
		{ numRuns: 1_000 },
	);
});

test("a sentence of the summary does not begin with a small letter where another wording says the same", () => {
	fc.assert(
		fc.property(pairOf(fc.constant("n8n")), (pair) => {
			expect(summarise(pair)).toMatch(/^[A-Z]/);
			expect(summarise(pair)).not.toMatch(/\. n8n/);
		}),
		{ numRuns: 2_000 },
	);
});

test("a name with right-to-left letters is isolated in every composed text, and another name is not", () => {
	fc.assert(
		fc.property(
			pairOf(fc.constantFrom("כלי הפלאים 7", "أداة (نسخة 2)", "Pebble 7B")),
			(pair) => {
				for (const text of composed(pair)) {
					const outside = text.replace(/\u2068[^\u2066-\u2069]*\u2069/g, "");
					expect(outside).not.toMatch(/[\u0590-\u06FF\u2066-\u2069]/);
					expect(text).not.toContain("\u2068Pebble");
				}
			},
		),
	);
});

test("a name's own marks of direction reach no composed text", () => {
	fc.assert(
		fc.property(
			pairOf(fc.constantFrom("abc\u202Efdp", "\u2066x", "כלי\u2069\u202E 7")),
			(pair) => {
				for (const text of composed(pair)) {
					expect(text).not.toMatch(/[\u202A-\u202E\u2066\u2067]/);
					expect(text.split("\u2068").length).toBe(text.split("\u2069").length);
				}
			},
		),
	);
});

test("the brief's sentence is a whole sentence about both tools, whatever signs their names have", () => {
	const names = ["Yahoo! Scout", "Who?", "Dr. Code", "A vs. B", "Acme Inc."];
	fc.assert(
		fc.property(pairOf(fc.constantFrom(...names)), (pair) => {
			const said = verdictSentence(pair);
			expect(said).toContain(pair.left.name);
			expect(said).toContain(pair.right.name);
			expect(summarise(pair).startsWith(said)).toBe(true);
			expect(said).toMatch(/[.!?]$/);
			expect(said).not.toMatch(/[.!?]\.$/);
		}),
	);
});
