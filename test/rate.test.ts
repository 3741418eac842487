import { expect, it } from "vitest";
import { describeRate, parseRates } from "../src/rate.ts";

it.each([
	["50/s", [{ limit: 50, periodMs: 1_000 }]],
	[
		"50/s,2000/m",
		[
			{ limit: 50, periodMs: 1_000 },
			{ limit: 2_000, periodMs: 60_000 },
		],
	],
	[
		" 1000/h , 5/d ",
		[
			{ limit: 1_000, periodMs: 3_600_000 },
			{ limit: 5, periodMs: 86_400_000 },
		],
	],
])("reads the rates “%s”", (text, rates) => {
	expect(parseRates(text)).toEqual(rates);
});

it.each([
	"",
	"50",
	"50/w",
	"0/s",
	"-1/s",
	"1.5/s",
	"1e3/s",
	"50 / s",
	"50/s 60/s",
	"50/s;5/m",
	"9999999999/s",
])("does not read “%s” as rates", (text) => {
	expect(parseRates(text)).toBeNull();
});

it("describes rates for people", () => {
	expect((parseRates("50/s 2000/m 9/h") ?? []).map(describeRate)).toEqual([
		"50 a second",
		"2,000 a minute",
		"9 an hour",
	]);
});
