import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	describeAudience,
	momentAt,
	parseAudience,
} from "../../src/audience/audience.ts";

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
		["accepted<90d accepted!=never", "accepted<90d accepted!=never"],
		["joined>2026-06-01 bounces>=2", "joined>2026-06-01 bounces>=2"],
		["suppressed=no state=active", "suppressed=no state=active"],
	])("%s", (text, told) => {
		expect(describeAudience(parseAudience(text))).toBe(told);
		expect(parseAudience(told)).toEqual(parseAudience(text));
	});

	it.each([
		["lens=sceptic", /lens is one of .*skeptic/],
		["lenz=skeptic", /there is no “lenz”/],
		["lens", /“lens” can't be understood/],
		["lens=skeptic or format=full", /“or format=full” can't be understood/],
		["lens<skeptic", /lens takes = or !=/],
		["accepted=90d", /accepted takes < or >/],
		["accepted<2026-02-30", /accepted takes < or >/],
		["joined=never", /joined takes < or >/],
		["bounces=many", /bounces takes a number/],
		["bounces=1,2", /bounces takes one value/],
		['category="open', /can't be understood/],
		["lens='; drop table subscribers", /lens is one of/],
	])("refuses %s", (text, why) => {
		expect(() => parseAudience(text)).toThrow(why);
	});

	it("keeps any category through its words", () => {
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
	[{ ago: 30, unit: "d" as const }, "2026-03-01T08:00:00.000Z"],
	[{ ago: 2, unit: "w" as const }, "2026-03-17T08:00:00.000Z"],
	[{ ago: 1, unit: "m" as const }, "2026-02-28T08:00:00.000Z"],
	[{ ago: 2, unit: "y" as const }, "2024-03-31T08:00:00.000Z"],
	[{ day: "2025-12-24" }, "2025-12-24T00:00:00.000Z"],
])("reckons %j", (moment, at) => {
	expect(momentAt(moment, "2026-03-31T08:00:00.000Z")).toBe(at);
});
