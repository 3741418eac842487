import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composePreheader } from "../../../src/issue/words/preheader.ts";
import { composeSubject } from "../../../src/issue/words/subject.ts";
import { averageScore, summarise } from "../../../src/issue/words/summary.ts";
import { comparison, tool } from "../../support/content.ts";

/** Read them aloud: each is what a reader sees below the headline. */
describe("the verdict in words", () => {
	it.each([
		["unanimous, both ship", tool("Alpha", "++++"), tool("Beta", "++++"), "x"],
		["one dissent", tool("Alpha", "++++"), tool("Beta", "++-+"), "x"],
		["two dissents", tool("Alpha", "+-++"), tool("Beta", "++-+"), "x"],
		["a tie", tool("Alpha", "++--"), tool("Beta", "++++"), "x"],
		["a tie and a skip", tool("Alpha", "-+-+"), tool("Beta", "---+"), "x"],
		["ship left", tool("Alpha", "++++"), tool("Beta", "----"), "x"],
		["reversed: ship right", tool("Alpha", "+---"), tool("Beta", "+++-"), "x"],
		["both skip", tool("Alpha", "+---"), tool("Beta", "----"), "x"],
		["both skipped by all", tool("Alpha", "----"), tool("Beta", "----"), "x"],
		[
			"stated shares",
			tool("Alpha", "????", { share: 100 }),
			tool("Beta", "????", { share: 75 }),
			"x",
		],
		[
			"stated, all for both",
			tool("Alpha", "????", { share: 100 }),
			tool("Beta", "++++"),
			"x",
		],
		["one unknown", tool("Alpha", "++++"), tool("Beta", "????"), "x"],
		["both unknown", tool("Alpha", "????"), tool("Beta", "????"), "x"],
		["partly known", tool("Alpha", "+-??"), tool("Beta", "??+?"), "x"],
		["none of the known", tool("Alpha", "--??"), tool("Beta", "+++?"), "x"],
		[
			"points",
			tool("Alpha", "++++", { scores: [82, 74, 78, 80] }),
			tool("Beta", "++-+", { scores: [85, 78, 52, 80] }),
			"x",
		],
		[
			"a tie on points",
			tool("Alpha", "++++", { scores: [70, 70, 70, 70] }),
			tool("Beta", "++++", { scores: [60, 80, 70, 70] }),
			"x",
		],
		[
			"points against the verdict",
			tool("Alpha", "+++-", { scores: [60, 60, 60, 20] }),
			tool("Beta", "+---", { scores: [99, 49, 49, 49] }),
			"x",
		],
		[
			"a flip",
			tool("Alpha", "+---", { flip: ["ship", "skip"] }),
			tool("Beta", "++++"),
			"x",
		],
		[
			"two flips the same way",
			tool("Alpha", "++++", { flip: ["skip", "ship"] }),
			tool("Beta", "+++-", { flip: ["skip", "ship"] }),
			"x",
		],
		[
			"two flips crosswise",
			tool("Alpha", "++++", { flip: ["skip", "ship"] }),
			tool("Beta", "+---", { flip: ["ship", "skip"] }),
			"x",
		],
	])("%s", (_case, left, right, slug) => {
		expect(summarise({ slug, left, right })).toMatchSnapshot();
	});
});

const votes = fc.string({
	unit: fc.constantFrom("+", "-", "?"),
	minLength: 4,
	maxLength: 4,
});

it("is a whole English sentence for every split there is, in every wording", () => {
	fc.assert(
		fc.property(votes, votes, fc.string(), (a, b, slug) => {
			const left = tool("Alpha", a);
			const right = tool("Beta", b);
			const text = summarise({ slug, left, right });
			expect(text).toMatch(/^[A-Z].*\.$/);
			expect(text).toContain("Alpha");
			expect(text).toContain("Beta");
			expect(text).not.toMatch(/null|undefined|NaN| {2}|\.\.|,,/);
			// The same facts read the same, always.
			expect(summarise({ slug, left, right })).toBe(text);
		}),
	);
});

it("the summary never states a fact that is not known", () => {
	const unknown = summarise(
		comparison(tool("Alpha", "????"), tool("Beta", "????")),
	);
	expect(unknown).toMatch(/known/);
	expect(unknown).not.toMatch(/\bship\b|\bskip\b|\d/);
	const stated = summarise(
		comparison(
			tool("Alpha", "????", { share: 75 }),
			tool("Beta", "????", { share: 25 }),
		),
	);
	expect(stated).not.toMatch(/Builder|Skeptic|Founder|Futurist/);
	// The panel has four reviewers: a share of 75 % is three of them.
	expect(stated).toMatch(/three of four|one of four/i);
	expect(stated).not.toContain("%");
	expect(averageScore(tool("Alpha", "++++", { scores: [80, 80] }))).toBeNull();
});

it("the summary differs between comparisons with the same votes", () => {
	const texts = Array.from({ length: 30 }, (_, n) =>
		summarise({
			slug: `slug-${n}`,
			left: tool("Alpha", "+++-"),
			right: tool("Beta", "++++"),
		}),
	);
	expect(new Set(texts).size).toBeGreaterThan(5);
});

it("two tools are level only where their points are the same before they are rounded", () => {
	const scores = fc.array(fc.integer({ min: 68, max: 72 }), {
		minLength: 4,
		maxLength: 4,
	});
	const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
	fc.assert(
		fc.property(scores, scores, fc.string(), (a, b, slug) => {
			const pair = comparison(
				tool("Alpha", "++++", { scores: a }),
				tool("Beta", "++--", { scores: b }),
				slug,
			);
			const said = `${summarise(pair)} ${composeSubject(pair)} ${composePreheader("", pair, [])}`;
			if (/both average \d|there is nothing between/i.test(said))
				expect(sum(a)).toBe(sum(b));
			if (/Alpha leads|Alpha averages \d+, Beta/.test(said))
				expect(sum(a)).toBeGreaterThan(sum(b));
			if (/Beta leads|Beta averages \d+, Alpha/.test(said))
				expect(sum(b)).toBeGreaterThan(sum(a));
		}),
		{ numRuns: 500 },
	);
});
