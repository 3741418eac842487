import fc from "fast-check";
import { expect, test } from "vitest";
import { columns } from "../../../../src/issue/words/columns.ts";
import type { Judged } from "../../../../src/issue/words/quote/judge-sentences.ts";
import { quoteOf } from "../../../../src/issue/words/quote/quote.ts";
import { quotesOnly } from "../../../../src/render/quotes-only.ts";
import { issueOf } from "../../../render/issues.ts";

const unknown: Judged = { verdict: null, score: null };
const ship: Judged = { verdict: "ship", score: 80 };

test("a quote is the whole of a short review, and two sentences of a longer one where both are short and agree", () => {
	expect(quoteOf("Short and good. Truly.", ship)).toBe(
		"Short and good. Truly.",
	);
	expect(
		quoteOf(
			`It works well. It is cheap. It fails ${"again and ".repeat(12)}again.`,
			ship,
		),
	).toBe("It works well. It is cheap.");
	const long = `A good first sentence ${"that goes on ".repeat(10)}to its end.`;
	expect(quoteOf(`${long} A second one.`, ship)).toBe(long);
});

test("a full stop that ends no sentence does not end a quote", () => {
	const sentence = `A fair price: costs $3.50 a month, e.g. for teams, ${"and more ".repeat(9)}still.`;
	expect(
		quoteOf(`${sentence} ${"It is slow and fails. ".repeat(20)}`, ship),
	).toBe(sentence);
});

test("a very long sentence is cut before a word and ends with an ellipsis", () => {
	const quote = quoteOf(`${"endless prose ".repeat(100)}.`, unknown);
	expect([...quote].length).toBeLessThanOrEqual(280);
	expect(quote).toMatch(/(?:endless|prose)…$/);
});

test("a quote of any text is a piece of it and within the length limit", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 900 }), (body) => {
			const quote = quoteOf(body, unknown);
			expect([...quote].length).toBeLessThanOrEqual(280);
			expect(body).toContain(quote.replace(/…$/, ""));
			expect(quote === "").toBe(body.trim() === "");
		}),
	);
});

test("a quote of any script ends with a sentence, or before a word with an ellipsis, and no character is cut", () => {
	const scripts = [
		["ภาษาไทยง่ายนิดเดียวและสนุกมากสำหรับทุกคน", ""],
		["我们用中文写文章，因为读者会看中文", "。"],
		["これはとても良い道具だと思います", "。"],
		["यह एक अच्छा औज़ार है और तेज़ चलता है ", "।"],
		["👨‍👩‍👧‍👦🇩🇪🏳️‍🌈", "!"],
		["ẍ̧é", "."],
		["a plain sentence of many short words ", "."],
	] as const;
	const words = new Intl.Segmenter("en", { granularity: "grapheme" });
	const characters = (text: string) =>
		Array.from(words.segment(text), ({ segment }) => segment);
	fc.assert(
		fc.property(
			fc.constantFrom(...scripts),
			fc.integer({ min: 1, max: 30 }),
			fc.nat(3),
			([piece, stop], times, offset) => {
				const body =
					`${"x".repeat(offset)}${piece.repeat(times)}${stop}`.trim();
				const quote = quoteOf(`${body} ${body}`, unknown);
				expect(columns(quote)).toBeLessThanOrEqual(280);
				const kept = characters(quote.replace(/…$/, ""));
				expect(characters(`${body} ${body}`).slice(0, kept.length)).toEqual(
					kept,
				);
				if (!quote.endsWith("…"))
					expect([body, `${body} ${body}`]).toContain(quote);
			},
		),
	);
});

test("a cut in Thai and in Chinese is at a word", () => {
	for (const piece of ["ภาษาไทย", "我们明天"]) {
		const quote = quoteOf(piece.repeat(100), unknown);
		const parts = new Intl.Segmenter("en", { granularity: "word" });
		const starts = Array.from(
			parts.segment(piece.repeat(100)),
			(one) => one.index,
		);
		expect(starts).toContain(quote.length - 1);
	}
});

test("a cut is never inside the name of a tool", () => {
	for (let padding = 200; padding < 290; padding++) {
		const body = `${"word ".repeat(60).slice(0, padding)} Big Yahoo! Scout ${"word ".repeat(60)}`;
		const quote = quoteOf(body, unknown, ["Big Yahoo! Scout"]);
		expect(quote).toMatch(/…$/);
		expect(quote).not.toMatch(/(?:Big|Yahoo!)…$/);
	}
});

test("a quote of a lead goes past an abbreviation and past a name of the issue", () => {
	const issue = issueOf({ words: 5, briefs: 1 });
	const [lead] = issue.leads;
	if (!lead) throw new Error("the sample has a lead");
	const body = `Nothing beats go! It is what ${"we use ".repeat(14)}now. And ${"so on ".repeat(10)}.`;
	const quoted = quotesOnly({
		...issue,
		leads: [
			{
				...lead,
				left: {
					...lead.left,
					name: "go!",
					reviews: lead.left.reviews.map((one) => ({ ...one, body })),
				},
			},
		],
	});
	expect(quoted.leads[0]?.left.reviews[0]?.body).toMatch(/^Nothing .* now\.$/);
});

test("quoting reviews leaves scores, verdicts, facts and briefs as they are", () => {
	const issue = issueOf({ words: 200, briefs: 2 });
	const bare = (it: typeof issue) =>
		JSON.stringify(it, (key, value) => (key === "body" ? "" : value));
	const quoted = quotesOnly(issue);
	expect(bare(quoted)).toBe(bare(issue));
	expect(quoted.leads[0]?.left.reviews[0]?.body.length).toBeLessThan(150);
});
