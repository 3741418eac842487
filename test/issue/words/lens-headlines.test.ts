import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REVIEWERS } from "../../../src/catalog/panel.ts";
import {
	lensHeadlines,
	lensSubject,
} from "../../../src/issue/words/lens-headlines.ts";
import { composeSubject } from "../../../src/issue/words/subject.ts";
import { comparison, tool } from "../../support/content.ts";

const word = fc.constantFrom(
	"Pi",
	"Quill",
	"Harbour",
	"7B",
	"(v2)",
	"Ångström",
	"文心一言",
);
const name = fc
	.array(word, { minLength: 1, maxLength: 9 })
	.map((words) => words.join(" "));
const votes = fc
	.array(fc.constantFrom("+", "-", "?"), { minLength: 4, maxLength: 4 })
	.map((list) => list.join(""));
const scores = fc.array(fc.nat(100), { minLength: 4, maxLength: 4 });
const anyTool = fc
	.tuple(name, votes, fc.option(scores))
	.map(([label, panel, points]) =>
		tool(label, panel, points ? { scores: points } : {}),
	);

describe("the headlines of a lens", () => {
	test("fit an inbox, and no two of them are the same, whatever is compared", () => {
		fc.assert(
			fc.property(anyTool, anyTool, (left, right) => {
				const lead = comparison(left, right);
				const headlines = Object.values(
					lensHeadlines(lead, [{ title: "A vs B" }]),
				);
				expect(headlines).toHaveLength(4);
				for (const { subject, preheader } of headlines) {
					expect([...subject].length).toBeGreaterThanOrEqual(30);
					expect([...subject].length).toBeLessThanOrEqual(50);
					expect([...preheader].length).toBeGreaterThanOrEqual(40);
					expect([...preheader].length).toBeLessThanOrEqual(90);
				}
				const subjects = headlines.map(({ subject }) => subject);
				expect(new Set([...subjects, composeSubject(lead)]).size).toBe(5);
			}),
			{ numRuns: 500 },
		);
	});

	const pair = comparison(
		tool("Pebble 7B", "++-+", { scores: [85, 78, 52, 80] }),
		tool("TallyHo", "+---", { scores: [58, 41, 47, 45] }),
	);

	test.each([
		["builder", "Builder: ship Pebble 7B 85, TallyHo 58"],
		["skeptic", "Skeptic: ship Pebble 7B 78, skip TallyHo 41"],
		["founder", "Founder: skip Pebble 7B 52, TallyHo 47"],
	] as const)("lead with the verdict and the score of the %s", (who, said) => {
		const long = `The ${who.charAt(0).toUpperCase()}${who.slice(1)} would`;
		const subject = lensSubject(pair, who);
		expect([said, subject.startsWith(long) ? subject : said]).toContain(
			subject,
		);
		for (const word of said.match(/\d+|ship|skip/g) ?? [])
			expect(subject).toContain(word);
	});

	test("give the whole panel's verdict in the preheader, because the subject leaves it out", () => {
		const openingFor = (votes: string) =>
			lensHeadlines(
				comparison(tool("Pebble 7B", votes), tool("TallyHo", "+-++")),
				[],
			).skeptic?.preheader.split(". ")[0];
		expect([
			lensHeadlines(pair, []).skeptic?.preheader,
			openingFor("+---"),
			openingFor("-+--"),
			openingFor("++--"),
			openingFor("????"),
		]).toEqual([
			"The whole panel would do the same. Both tools side by side, with the panel’s four reviews.",
			"The whole panel would skip the first and ship the second",
			"The whole panel would do the opposite",
			"The whole panel is split on one and would ship the other",
			"What the whole panel says, side by side",
		]);
	});

	test("do not exist for a reviewer without a review of the lead", () => {
		const silent = (label: string) => {
			const it = tool(label, "+?+-");
			return {
				...it,
				reviews: it.reviews.map((review) =>
					review.reviewer === "skeptic" ? { ...review, body: " " } : review,
				),
			};
		};
		expect(
			Object.keys(lensHeadlines(comparison(silent("A"), silent("B")), [])),
		).toEqual(REVIEWERS.filter((reviewer) => reviewer !== "skeptic"));
	});
});
