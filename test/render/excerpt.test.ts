import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteOf, quoteReviews } from "../../src/render/excerpt.ts";
import { issueOf } from "./issues.ts";

test("a quote is the first sentence of a review, and the second where both are short", () => {
	expect(quoteOf("Short and good. Truly.")).toBe("Short and good. Truly.");
	expect(quoteOf(`It works well. It is cheap. ${"X".repeat(120)}.`)).toBe(
		"It works well. It is cheap.",
	);
	const long = `A first sentence ${"that goes on ".repeat(10)}to its end.`;
	expect(quoteOf(`${long} A second one.`)).toBe(long);
});

test("a full stop that ends no sentence does not end a quote", () => {
	const sentence = `Costs $3.50 a month, e.g. for teams, ${"and more ".repeat(9)}still.`;
	expect(quoteOf(`${sentence} ${"Fine. ".repeat(20)}`)).toBe(sentence);
});

test("a very long sentence is cut before a word and ends with an ellipsis", () => {
	const quote = quoteOf(`${"endless prose ".repeat(100)}.`);
	expect([...quote].length).toBeLessThanOrEqual(280);
	expect(quote).toMatch(/(?:endless|prose)…$/);
});

test("a quote of any text is its beginning and within the length limit", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 900 }), (body) => {
			const quote = quoteOf(body);
			expect([...quote].length).toBeLessThanOrEqual(280);
			expect(body.trim().startsWith(quote.replace(/…$/, ""))).toBe(true);
			expect(quote === "").toBe(body.trim() === "");
		}),
	);
});

test("quoting reviews leaves scores, verdicts, facts and briefs as they are", () => {
	const issue = issueOf({ words: 200, briefs: 2 });
	const bare = (it: typeof issue) =>
		JSON.stringify(it, (key, value) => (key === "body" ? "" : value));
	const quoted = quoteReviews(issue);
	expect(bare(quoted)).toBe(bare(issue));
	expect(quoted.leads[0]?.left.reviews[0]?.body.length).toBeLessThan(150);
});
