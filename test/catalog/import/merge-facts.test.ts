import { describe, expect, it } from "vitest";
import type { ToolInput } from "../../../src/catalog/import/document.ts";
import {
	mergeFacts,
	sameFacts,
} from "../../../src/catalog/import/merge-facts.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";
import { comparison, panel, tool } from "./documents.ts";

function facts(more: Partial<ToolInput> = {}) {
	return readDocument(comparison(tool("A", more), "B")).left;
}

describe("a newer source over an older one", () => {
	it("stands in what it knows", () => {
		const older = facts({ pricing: "$9", community: { share: 40 } });
		const newer = facts({
			pricing: "$12",
			community: { ship: 3, skip: 1 },
			name: "a",
		});
		expect(mergeFacts(newer, older)).toEqual(newer);
	});

	it("does not erase what it does not know", () => {
		const older = facts({
			community: { ship: 3, skip: 1 },
			panelShare: 75,
			reviews: panel("+++-"),
		});
		const newer = facts({
			tagline: "",
			category: "",
			pricing: "",
			entryPrice: "",
			bestFor: "",
			description: "",
		});
		expect(mergeFacts(newer, older)).toEqual(older);
	});

	it("keeps scores and verdicts for the same words", () => {
		const older = facts({ panelShare: 75, reviews: panel("+++-") });
		const reduced = facts({ panelShare: 75, reviews: panel("????") });
		expect(mergeFacts(reduced, older)).toEqual(older);
	});

	it("does not keep scores and verdicts for other words", () => {
		const older = facts({ reviews: panel("+++-") });
		const reworded = panel("????");
		reworded[1] = { reviewer: "skeptic", body: "I take it all back." };
		const merged = mergeFacts(facts({ reviews: reworded }), older);
		expect(merged.reviews.map((review) => review.verdict)).toEqual([
			"ship",
			null,
			"ship",
			"skip",
		]);
		expect(merged.reviews.map((review) => review.score)).toEqual([
			60,
			null,
			62,
			63,
		]);
	});

	it("keeps the review of a reviewer whom it does not quote", () => {
		const older = facts({ reviews: panel("+++-") });
		const newer = facts({
			reviews: panel("-", "Changed my mind.").slice(0, 1),
		});
		expect(
			mergeFacts(newer, older).reviews.map((review) => review.verdict),
		).toEqual(["skip", "ship", "ship", "skip"]);
	});

	it.each([
		["the same words", panel("????"), 75],
		["the same words and verdicts", panel("+++-"), 75],
		["no reviews", [], 75],
		["another verdict", panel("++--"), null],
		["other words", panel("????", "Something else."), null],
	])("takes over a stated share with %s", (_, reviews, share) => {
		const older = facts({ panelShare: 75, reviews: panel("+++-") });
		expect(mergeFacts(facts({ reviews }), older).statedShare).toBe(share);
	});

	it("over itself is itself", () => {
		const one = facts({ reviews: panel("+-?+"), panelShare: 50 });
		expect(mergeFacts(one, one)).toEqual(one);
	});
});

describe("facts are the same", () => {
	const one = facts({ reviews: panel("+-"), community: { share: 3 } });
	it.each([
		[
			"as themselves",
			facts({ reviews: panel("+-"), community: { share: 3 } }),
			true,
		],
		[
			"not with another score",
			facts({
				reviews: panel("+-").map((review) => ({ ...review, score: 9 })),
				community: { share: 3 },
			}),
			false,
		],
		[
			"not with fewer reviews",
			facts({ reviews: panel("+").slice(0, 1), community: { share: 3 } }),
			false,
		],
		[
			"not with other votes",
			facts({ reviews: panel("+-"), community: { share: 4 } }),
			false,
		],
		[
			"not with another tagline",
			facts({ tagline: "x", reviews: panel("+-"), community: { share: 3 } }),
			false,
		],
	])("%s", (_, other, same) => {
		expect(sameFacts(one, other)).toBe(same);
		expect(sameFacts(other, one)).toBe(same);
	});
});
