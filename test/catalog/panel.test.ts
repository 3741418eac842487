import { describe, expect, it } from "vitest";
import { communityOf } from "../../src/catalog/community.ts";
import { readDocument } from "../../src/catalog/import/read-document.ts";
import { panelContradictions } from "../../src/catalog/import/read-input.ts";
import { panelVerdict, toolPanel } from "../../src/catalog/panel.ts";
import {
	comparisonDocument,
	panelReviews,
	toolDocument,
} from "./import/documents.ts";

function reviews(signs: string) {
	return [...signs].map((sign) => ({
		verdict:
			sign === "+"
				? ("ship" as const)
				: sign === "-"
					? ("skip" as const)
					: null,
	}));
}

describe("the panel verdict", () => {
	it.each([
		["++++", null, "ship", 100, 4, 0, "reviews"],
		["+++-", null, "ship", 75, 3, 1, "reviews"],
		["++--", null, "ship", 50, 2, 2, "reviews"],
		["+---", null, "skip", 25, 1, 3, "reviews"],
		["----", null, "skip", 0, 0, 4, "reviews"],
		["----", 100, "skip", 0, 0, 4, "reviews"],
		["????", 75, "ship", 75, null, null, "stated"],
		["+??-", 25, "skip", 25, null, null, "stated"],
		["", 50, "ship", 50, null, null, "stated"],
		["+??-", null, "ship", 50, 1, 1, "reviews"],
		["++-", null, "ship", 67, 2, 1, "reviews"],
		["????", null, null, null, null, null, "unknown"],
		["", null, null, null, null, null, "unknown"],
	] as const)(
		"of %s, stated %s",
		(signs, stated, verdict, share, ship, skip, basis) => {
			const expected = { verdict, share, ship, skip, basis };
			expect(panelVerdict(reviews(signs), stated)).toEqual(expected);
			expect(
				toolPanel({ reviews: reviews(signs), stated_share: stated }),
			).toEqual(expected);
		},
	);
});

describe("a warning that the stated share contradicts the reviews", () => {
	it.each([
		["++++", 100, null],
		[
			"++++",
			75,
			"A: the source states 75% panel ship, but its reviews say 4 ship / 0 skip",
		],
		["+++-", 75, null],
		[
			"+++-",
			100,
			"A: the source states 100% panel ship, but its reviews say 3 ship / 1 skip",
		],
		["????", 0, null],
		["+???", 25, null],
		[
			"+???",
			0,
			"A: the source states 0% panel ship, but its reviews say 1 ship / 0 skip",
		],
		["--??", 50, null],
		[
			"--??",
			75,
			"A: the source states 75% panel ship, but its reviews say 0 ship / 2 skip",
		],
		["++++", null, null],
	])(
		"for the reviews %s and a share of %s: %s",
		(signs, panelShare, message) => {
			const facts = readDocument(
				comparisonDocument(
					toolDocument("A", { panelShare, reviews: panelReviews(signs) }),
					"B",
				),
			);
			expect(panelContradictions(facts, { line: 3 })).toEqual(
				message === null ? [] : [{ code: "contradiction", line: 3, message }],
			);
		},
	);
});

describe("the community verdict", () => {
	it.each([
		[
			{ ship: 2, skip: 1, share: null },
			{ share: 67, ship: 2, skip: 1 },
		],
		[
			{ ship: 0, skip: 7, share: null },
			{ share: 0, ship: 0, skip: 7 },
		],
		[{ ship: 0, skip: 0, share: null }, null],
		[
			{ ship: null, skip: null, share: 41 },
			{ share: 41, ship: null, skip: null },
		],
		[
			{ ship: null, skip: null, share: 0 },
			{ share: 0, ship: null, skip: null },
		],
		[{ ship: null, skip: null, share: null }, null],
	])(
		"of a tool with the votes %j is %j",
		({ ship, skip, share }, community) => {
			expect(
				communityOf(
					{
						community_ship: ship,
						community_skip: skip,
						community_share: share,
						votes: { ship: 0, skip: 0 },
					},
					1,
				),
			).toEqual(community);
		},
	);

	it.each([
		[
			"votes of our readers are added to those of the source",
			{ ship: 2, skip: 1, share: null },
			{ ship: 4, skip: 1 },
			{ share: 75, ship: 6, skip: 2 },
		],
		[
			"votes of our readers alone are enough",
			{ ship: null, skip: null, share: null },
			{ ship: 1, skip: 4 },
			{ share: 20, ship: 1, skip: 4 },
		],
		[
			"four votes are too few",
			{ ship: 2, skip: 0, share: null },
			{ ship: 1, skip: 1 },
			null,
		],
		[
			"a share without counts stays as it is",
			{ ship: null, skip: null, share: 41 },
			{ ship: 9, skip: 0 },
			{ share: 41, ship: null, skip: null },
		],
	])("needs five votes: %s", (_, source, votes, community) => {
		expect(
			communityOf(
				{
					community_ship: source.ship,
					community_skip: source.skip,
					community_share: source.share,
					votes,
				},
				5,
			),
		).toEqual(community);
	});
});
