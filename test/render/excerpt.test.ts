import fc from "fast-check";
import { expect, test } from "vitest";
import {
	excerptReviews,
	firstSentences,
	proseBytes,
} from "../../src/render/excerpt.ts";
import { sampleIssue } from "../../templates/samples.ts";
import { issueOf } from "./issues.ts";

test("what fits is left as it is", () => {
	const result = excerptReviews(sampleIssue, proseBytes(sampleIssue));
	expect(result.issue).toBe(sampleIssue);
	expect(result.shortened.size).toBe(0);
});

test("what does not fit is cut to fit, at the end of a sentence, and named", () => {
	const issue = issueOf({ words: 198, briefs: 0 });
	fc.assert(
		fc.property(fc.integer({ min: 2_000, max: 40_000 }), (budget) => {
			const result = excerptReviews(issue, budget);
			expect(proseBytes(result.issue)).toBeLessThanOrEqual(
				Math.max(budget, 24 * 60),
			);
			const shortened = proseBytes(result.issue) < proseBytes(issue);
			expect(result.shortened.size).toBe(shortened ? 3 : 0);
			for (const { left } of result.issue.leads)
				for (const { body } of left.reviews) expect(body).toMatch(/week\.$/);
		}),
	);
});

test("short reviews stay whole while long ones give way", () => {
	const [lead] = issueOf({ words: 200, briefs: 0 }).leads;
	if (!lead) throw new Error("there is a lead");
	const short = { ...lead.left.reviews[0], body: "Short and good. Truly." };
	const left = {
		...lead.left,
		reviews: [short, ...lead.left.reviews.slice(1)],
	};
	const issue = {
		...sampleIssue,
		leads: [{ ...lead, left }],
	} as typeof sampleIssue;
	const { issue: cut } = excerptReviews(issue, 2_000);
	expect(cut.leads[0]?.left.reviews[0]?.body).toBe("Short and good. Truly.");
	expect(cut.leads[0]?.left.reviews[1]?.body.length).toBeLessThan(300);
});

test("even with no room at all the first sentence stays whole", () => {
	expect(firstSentences("It works well. It is cheap.", 0)).toBe(
		"It works well.",
	);
	expect(firstSentences("Costs $3.50 a month, e.g. for teams. Fine.", 5)).toBe(
		"Costs $3.50 a month, e.g. for teams.",
	);
});

test("scores, verdicts and facts are untouched", () => {
	const issue = issueOf({ words: 200, briefs: 2 });
	const { issue: cut } = excerptReviews(issue, 1_000);
	const bare = (it: typeof issue) =>
		JSON.stringify(it, (key, value) => (key === "body" ? "" : value));
	expect(bare(cut)).toBe(bare(issue));
});
