import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type ComparisonCandidate,
	measureDisagreement,
	selectComparisons,
} from "../../../src/issue/week/select-comparisons.ts";

const window = {
	start: "2026-11-17T04:00:00.000Z",
	end: "2026-11-24T04:00:00.000Z",
};
const rules = { leads: 2, briefs: 2, minimum: 1 };

let nextId = 0;
function candidate(
	change: Partial<ComparisonCandidate> = {},
): ComparisonCandidate {
	nextId++;
	return {
		id: nextId,
		title: `A${nextId} vs B${nextId}`,
		publishedAt: "2026-11-18T00:00:00.000Z",
		weight: 0,
		pairKey: `a${nextId} b${nextId}`,
		disagreement: 0,
		spread: 0,
		wasHeldBack: false,
		wasSetFree: false,
		isBeforeFirst: false,
		...change,
	};
}

describe("the order of a selection", () => {
	it("follows the editor's weight, then the disagreement, then the time of publication", () => {
		const late = candidate({ publishedAt: "2026-11-20T00:00:00.000Z" });
		const early = candidate();
		const split = candidate({
			disagreement: 2,
			publishedAt: "2026-11-21T00:00:00.000Z",
		});
		const weighty = candidate({ weight: 1, publishedAt: late.publishedAt });
		const { items } = selectComparisons(
			[late, early, split, weighty],
			window,
			rules,
		);
		expect(items.map((item) => item.comparisonId)).toEqual([
			weighty.id,
			split.id,
			early.id,
			late.id,
		]);
		expect(items.map((item) => item.place)).toEqual([
			"lead",
			"lead",
			"brief",
			"brief",
		]);
		expect(items[0]?.reason).toBe(
			"In full, 1st of 4: the editor gave it weight 1, the panel is of one mind.",
		);
		expect(items[1]?.reason).toBe(
			"In full, 2nd of 4: two of eight votes go against the rest of the panel.",
		);
	});
});

describe("the places of a selection", () => {
	it("give a link to comparisons for which there is no room in leads and briefs", () => {
		const { items, chosen } = selectComparisons(
			Array.from({ length: 7 }, () => candidate()),
			window,
			rules,
		);
		expect(chosen).toBe(7);
		expect(items.map((item) => `${item.place}${item.position}`)).toEqual([
			"lead0",
			"lead1",
			"brief0",
			"brief1",
			"more0",
			"more1",
			"more2",
		]);
		expect(items[4]?.reasonCode).toBe("no-room");
	});

	it("leave out a comparison that the editor holds back, and give that as the reason", () => {
		const { items, chosen } = selectComparisons(
			[candidate({ weight: -1 }), candidate()],
			window,
			rules,
		);
		expect(chosen).toBe(1);
		expect(items[1]).toMatchObject({
			place: "passed",
			reasonCode: "held-back",
			reason:
				"Held back by the editor (weight -1); it is considered again next time.",
		});
	});

	it("include only the higher-ranked of two comparisons of the same tools", () => {
		const better = candidate({ pairKey: "x y", weight: 3, title: "X vs Y" });
		const { items } = selectComparisons(
			[candidate({ pairKey: "x y" }), better],
			window,
			rules,
		);
		expect(items.map((item) => item.reasonCode)).toEqual(["lead", "same-pair"]);
		expect(items[1]?.reason).toContain("“X vs Y”");
	});

	it("give the late import as the reason for an older comparison", () => {
		const { items } = selectComparisons(
			[candidate({ publishedAt: "2026-11-10T00:00:00.000Z" })],
			window,
			rules,
		);
		expect(items[0]?.reason).toContain("too late for the last issue");
	});

	it("leave out what is older than the first issue's week, whatever its weight, and give that as the reason", () => {
		const { items, chosen } = selectComparisons(
			[candidate({ isBeforeFirst: true, weight: 3 }), candidate()],
			window,
			rules,
		);
		expect(chosen).toBe(1);
		expect(items[1]).toMatchObject({
			place: "passed",
			reasonCode: "before-first",
		});
		expect(items[1]?.reason).toContain("before the first window");
	});

	it("give the cancelled issue as the reason for a comparison that was in it", () => {
		const { items } = selectComparisons(
			[candidate({ wasSetFree: true })],
			window,
			rules,
		);
		expect(items[0]?.reason).toContain("the issue that held it was cancelled");
	});
});

describe("a thin week", () => {
	it.each([
		[0, 1, "No new comparisons."],
		[0, 3, "No new comparisons; an issue takes at least 3."],
		[1, 2, "Only 1 new comparison; an issue takes at least 2."],
		[2, 5, "Only 2 new comparisons; an issue takes at least 5."],
	])(
		"selects nothing and gives the reason with %i of at least %i comparisons",
		(count, minimum, thin) => {
			const found = Array.from({ length: count }, () => candidate());
			const selection = selectComparisons(found, window, { ...rules, minimum });
			expect(selection).toMatchObject({ chosen: 0, thin });
			expect(selection.items).toHaveLength(count);
			for (const item of selection.items)
				expect(item).toMatchObject({
					place: "passed",
					reasonCode: "thin-week",
				});
		},
	);

	it("does not count comparisons that are held back", () => {
		const { thin } = selectComparisons(
			[candidate({ weight: -1 })],
			window,
			rules,
		);
		expect(thin).toBe("No new comparisons.");
	});
});

it("a selection gives every candidate one place and one reason, in any order of arrival", () => {
	const any = fc.array(
		fc.record({
			weight: fc.integer({ min: -1, max: 2 }),
			disagreement: fc.integer({ min: 0, max: 4 }),
			pairKey: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
			publishedAt: fc.constantFrom(
				"2026-11-18T00:00:00.000Z",
				"2026-11-19T00:00:00.000Z",
			),
		}),
	);
	fc.assert(
		fc.property(any, (changes) => {
			const candidates = changes.map((change) => candidate(change));
			const { items } = selectComparisons(candidates, window, rules);
			expect(items.map((item) => item.comparisonId).sort()).toEqual(
				candidates.map((one) => one.id).sort(),
			);
			expect(items.every((item) => item.reason.length > 10)).toBe(true);
			expect(
				selectComparisons([...candidates].reverse(), window, rules).items,
			).toEqual(items);
		}),
	);
});

describe("disagreement", () => {
	it.each([
		[[4, 0], [0, 4], 0],
		[[3, 1], [4, 0], 1],
		[[2, 2], [2, 2], 4],
	] as const)("of %j and %j is %i", (a, b, expected) => {
		const side = ([ship, skip]: readonly [number, number]) => ({
			ship,
			skip,
			share: null,
		});
		expect(measureDisagreement(side(a), side(b))).toBe(expected);
	});

	it("uses the stated share where the split is not known, and 0 where neither is known", () => {
		expect(
			measureDisagreement(
				{ ship: null, skip: null, share: 75 },
				{ ship: null, skip: null, share: null },
			),
		).toBe(1);
	});
});
