import { expect, test } from "vitest";
import { panelVerdict } from "../../src/catalog/panel.ts";
import type { Verdict } from "../../src/db/catalog-tables.ts";
import {
	communityLabel,
	factLabel,
	flipLabel,
	panelLabel,
	scoreLabel,
	verdictSign,
	verdictWord,
} from "../../src/render/labels.ts";

const of = (...verdicts: (Verdict | null)[]) =>
	verdicts.map((verdict) => ({ verdict }));

test.each([
	[of("ship", "ship", "ship", "skip"), null, "Ship · 3 ship / 1 skip"],
	[of("ship", "ship", "skip", "skip"), null, "Ship · 2 ship / 2 skip"],
	[of("skip", "skip", "skip", "ship"), 100, "Skip · 1 ship / 3 skip"],
	[of(null, null, null, null), 75, "Ship · 75% panel ship"],
	[of(), 25, "Skip · 25% panel ship"],
	[of("ship", null, null, null), null, "Ship · 1 ship / 0 skip, 3 not given"],
	[of(null, null), null, "Panel verdict not given"],
	[of(), 0, "Skip · 0% panel ship"],
])(
	"the panel of %j, stated as %s, is shown as %s",
	(reviews, stated, label) => {
		expect(panelLabel(panelVerdict(reviews, stated))).toBe(label);
	},
);

test.each([
	[{ share: 62, ship: 31, skip: 19 }, "62% ship · 31 ship / 19 skip"],
	[{ share: 62, ship: null, skip: null }, "62% ship"],
	[{ share: 0, ship: 0, skip: 3 }, "0% ship · 0 ship / 3 skip"],
	[null, "No votes yet"],
])("the community votes %j are shown as %s", (community, label) => {
	expect(communityLabel(community)).toBe(label);
});

test.each([
	[{ score: 82, verdict: "ship" as const }, "82/100 · ship"],
	[{ score: 0, verdict: "skip" as const }, "0/100 · skip"],
	[{ score: null, verdict: "skip" as const }, "Score not given · skip"],
	[{ score: 50, verdict: null }, "50/100 · verdict not given"],
	[{ score: null, verdict: null }, "Score and verdict not given"],
	[undefined, "Score and verdict not given"],
])("a review of %j is shown as %s", (review, label) => {
	expect(scoreLabel(review)).toBe(label);
});

test("a verdict is shown as a sign and a word", () => {
	expect([verdictSign("ship"), verdictWord("ship")]).toEqual(["+", "Ship"]);
	expect([verdictSign("skip"), verdictWord("skip")]).toEqual(["×", "Skip"]);
	expect([verdictSign(null), verdictWord(null)]).toEqual(["?", "Not given"]);
});

test("a flip is shown with both verdicts, and an empty fact as not given", () => {
	expect(flipLabel({ from: "ship", to: "skip" })).toBe("now skip, was ship");
	expect(flipLabel(null)).toBeNull();
	expect(factLabel(" ")).toBe("Not given");
	expect(factLabel("Free")).toBe("Free");
});
