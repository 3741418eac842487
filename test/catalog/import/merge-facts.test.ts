import { describe, expect, it } from "vitest";
import type { ToolInput } from "../../../src/catalog/import/document.ts";
import {
	mergeFacts,
	sameFacts,
} from "../../../src/catalog/import/merge-facts.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";

function facts(more: Partial<ToolInput> = {}) {
	return readDocument(comparisonDocument(toolDocument("A", more), "B")).left;
}

describe("facts merged from a newer and an older source", () => {
	it("are those of the newer one where it knows them", () => {
		const older = facts({ pricing: "$9", community: { share: 40 } });
		const newer = facts({
			pricing: "$12",
			community: { ship: 3, skip: 1 },
			name: "a",
		});
		expect(mergeFacts(newer, older)).toEqual(newer);
	});

	it("are those of the older one where the newer one does not know them", () => {
		const older = facts({
			community: { ship: 3, skip: 1 },
			panelShare: 75,
			reviews: panelReviews("+++-"),
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

	it("keep the short name of the same name, and lose it with another name", () => {
		const older = facts({ name: "Quillwright 3", shortName: "Quill" });
		const shortName = (more: Partial<ToolInput>) =>
			mergeFacts(facts(more), older).shortName;
		expect(shortName({ name: "Quillwright 3" })).toBe("Quill");
		expect(shortName({ name: "Quillwright 3", shortName: "QW" })).toBe("QW");
		expect(shortName({ name: "Quillwright 4" })).toBe("");
	});

	it("keep scores and verdicts of reviews with the same text", () => {
		const older = facts({ panelShare: 75, reviews: panelReviews("+++-") });
		const reduced = facts({ panelShare: 75, reviews: panelReviews("????") });
		expect(mergeFacts(reduced, older)).toEqual(older);
	});

	it("keep the quote of a review with the same text, and lose it with another", () => {
		const review = {
			reviewer: "builder",
			body: "It holds. I keep it.",
		} as const;
		const older = facts({ reviews: [{ ...review, quote: "I keep it." }] });
		const quoteIn = (newer: typeof older) =>
			mergeFacts(newer, older).reviews[0]?.quote;
		expect(quoteIn(facts({ reviews: [review] }))).toBe("I keep it.");
		expect(
			quoteIn(facts({ reviews: [{ ...review, quote: "It holds." }] })),
		).toBe("It holds.");
		expect(
			quoteIn(facts({ reviews: [{ ...review, body: "It holds." }] })),
		).toBeNull();
	});

	it("do not keep scores and verdicts of reviews with another text", () => {
		const older = facts({ reviews: panelReviews("+++-") });
		const reworded = panelReviews("????");
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

	it("keep the review of a reviewer who is missing in the newer one", () => {
		const older = facts({ reviews: panelReviews("+++-") });
		const newer = facts({
			reviews: panelReviews("-", "Changed my mind.").slice(0, 1),
		});
		expect(
			mergeFacts(newer, older).reviews.map((review) => review.verdict),
		).toEqual(["skip", "ship", "ship", "skip"]);
	});

	it.each([
		["the same words", panelReviews("????"), 75],
		["the same words and verdicts", panelReviews("+++-"), 75],
		["no reviews", [], 75],
		["another verdict", panelReviews("++--"), null],
		["other words", panelReviews("????", "Something else."), null],
	])(
		"treat the older stated share rightly when the newer one has %s",
		(_, reviews, share) => {
			const older = facts({ panelShare: 75, reviews: panelReviews("+++-") });
			expect(mergeFacts(facts({ reviews }), older).statedShare).toBe(share);
		},
	);

	it("are the same when a source is merged with itself", () => {
		const one = facts({ reviews: panelReviews("+-?+"), panelShare: 50 });
		expect(mergeFacts(one, one)).toEqual(one);
	});
});

describe("facts", () => {
	const one = facts({ reviews: panelReviews("+-"), community: { share: 3 } });
	it.each([
		[
			"are the same as equal facts",
			facts({ reviews: panelReviews("+-"), community: { share: 3 } }),
			true,
		],
		[
			"are not the same with another score",
			facts({
				reviews: panelReviews("+-").map((review) => ({ ...review, score: 9 })),
				community: { share: 3 },
			}),
			false,
		],
		[
			"are not the same with fewer reviews",
			facts({
				reviews: panelReviews("+").slice(0, 1),
				community: { share: 3 },
			}),
			false,
		],
		[
			"are not the same with other votes",
			facts({ reviews: panelReviews("+-"), community: { share: 4 } }),
			false,
		],
		[
			"are not the same with another tagline",
			facts({
				tagline: "x",
				reviews: panelReviews("+-"),
				community: { share: 3 },
			}),
			false,
		],
	])("%s", (_, other, same) => {
		expect(sameFacts(one, other)).toBe(same);
		expect(sameFacts(other, one)).toBe(same);
	});
});
