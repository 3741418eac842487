import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	describeAudience,
	parseAudience,
} from "../../src/audience/audience.ts";
import { audienceTerms } from "../../src/audience/audience-terms.ts";
import { audienceInWords } from "../../src/audience/audience-words.ts";
import { LANGUAGE_TAGS } from "../../src/issue/words/language/tags.ts";

describe("a filter", () => {
	it.each([
		["", ""],
		["lens=skeptic", "lens=skeptic"],
		[
			"  lens = skeptic,builder   format != brief ",
			"lens=skeptic,builder format!=brief",
		],
		[
			'category="Developer Tools","AI, Voice"',
			'category="Developer Tools","AI, Voice"',
		],
		[
			"accepted older 90d accepted!=never",
			"accepted older 90d accepted!=never",
		],
		[
			"accepted  older 6mo joined within 8w",
			"accepted older 6mo joined within 8w",
		],
		["joined>2026-06-01 bounces>=2", "joined>2026-06-01 bounces>=2"],
		["suppressed=no state=active", "suppressed=no state=active"],
	])("“%s” is written as “%s” and means the same", (text, written) => {
		expect(describeAudience(parseAudience(text))).toBe(written);
		expect(parseAudience(written)).toEqual(parseAudience(text));
	});

	it.each([
		["lens=sceptic", /lens is one of .*skeptic/],
		["language=german", /language is one of en, de, default/],
		["lenz=skeptic", /there is no “lenz”/],
		["constructor=x", /there is no “constructor”/],
		["lens", /“lens” can't be understood/],
		["lens=skeptic or format=full", /“or format=full” can't be understood/],
		["lens<skeptic", /lens takes = or !=/],
		["accepted=90d", /accepted takes < or >/],
		["accepted<6m", /6m means 6 minutes here; for months write 6mo/],
		["joined>1m", /1m means 1 minute here; for months write 1mo/],
		[
			"accepted<90d",
			/“accepted older 90d” for more than 90 days ago, or “accepted within 90d”/,
		],
		[
			"joined>1mo",
			/“joined older 1mo” for more than 1 month ago, or “joined within 1mo”/,
		],
		["accepted older 2026-10-01", /accepted takes < or > with a day/],
		["acceptedolder 90d", /can't be understood/],
		["lens older 90d", /lens takes = or !=/],
		["accepted<2026-02-30", /accepted takes < or >/],
		["joined=never", /joined takes < or >/],
		["bounces=many", /bounces takes a number/],
		["bounces=1,2", /bounces takes one value/],
		['category="open', /can't be understood/],
		["lens='; drop table subscribers", /lens is one of/],
	])("refuses %s", (text, why) => {
		expect(() => parseAudience(text)).toThrow(why);
	});

	it("reads any category back from the text that it writes", () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ minLength: 1, unit: "grapheme" }), {
					minLength: 1,
					maxLength: 3,
				}),
				(values) => {
					const audience = [{ field: "category" as const, not: false, values }];
					expect(parseAudience(describeAudience(audience))).toEqual(audience);
				},
			),
		);
	});
});

it.each([
	["joined<30d", "2026-03-01T08:00:00.000Z"],
	["joined<2w", "2026-03-17T08:00:00.000Z"],
	["joined<1mo", "2026-02-28T08:00:00.000Z"],
	["joined<2y", "2024-03-31T08:00:00.000Z"],
	["joined<2025-12-24", "2025-12-24T00:00:00.000Z"],
])("%s counts from the moment at which the filter is used", (filter, at) => {
	expect(audienceTerms(filter, "2026-03-31T08:00:00.000Z")).toEqual([
		{ field: "joined", op: "<", at },
	]);
});

it("selects every subscriber when there is no filter", () => {
	expect(audienceTerms(null, "2026-03-31T08:00:00.000Z")).toEqual([]);
});

it.each([
	["accepted<90d", "accepted older 90d"],
	["joined>6mo", "joined within 6mo"],
])("a stored %s still means %s", (stored, written) => {
	expect(parseAudience(stored, true)).toEqual(parseAudience(written));
});

it("a filter knows each language that the digest can be composed in", () => {
	for (const tag of LANGUAGE_TAGS)
		expect(parseAudience(`language=${tag}`)).toHaveLength(1);
});

it.each([
	["", "every subscriber"],
	["lens=skeptic,builder", "lens is skeptic or builder"],
	[
		"accepted older 90d",
		"the last mail to them was accepted more than 90 days ago",
	],
	[
		"accepted within 1y",
		"the last mail to them was accepted less than 1 year ago",
	],
	[
		"joined<2026-06-01 bounces>=2",
		"added before 2026-06-01; at least 2 issues in a row did not reach them",
	],
	[
		"accepted=never format!=brief",
		"no mail to them was ever accepted; format is not brief",
	],
])("“%s” in words is “%s”", (filter, words) => {
	expect(audienceInWords(parseAudience(filter))).toBe(words);
});
