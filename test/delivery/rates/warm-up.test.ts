import { expect, it } from "vitest";
import { shift } from "../../../src/clock.ts";
import {
	parseWarmUp,
	warmUpKey,
	warmUpRate,
} from "../../../src/delivery/rates/warm-up.ts";
import { DAY } from "../../../src/time-span.ts";

const SINCE = "2026-11-24T09:00:00.000Z";

it.each([
	["500 x2", { first: 500, factor: 2 }],
	["50x1.5", { first: 50, factor: 1.5 }],
	["500 × 3", { first: 500, factor: 3 }],
])("%s is a ramp", (text, ramp) => {
	expect(parseWarmUp(text)).toEqual(ramp);
});

it.each(["", "500", "x2", "0 x2", "500 x1", "500 x0", "500 x11", "500 x-2"])(
	"%j is none",
	(text) => {
		expect(parseWarmUp(text)).toBeNull();
	},
);

it.each([
	[-5, 500],
	[0, 500],
	[0.99, 500],
	[1, 1_000],
	[2.5, 2_000],
	[7, 64_000],
])("after %d days at most %i a day", (days, limit) => {
	const ramp = { first: 500, factor: 2 };
	expect(warmUpRate(ramp, SINCE, shift(SINCE, days * DAY))).toEqual({
		limit,
		periodMs: DAY,
	});
});

it("a warm-up begins with the first accepted message and has an end", () => {
	const ramp = { first: 500, factor: 2 };
	expect(warmUpRate(ramp, null, SINCE)?.limit).toBe(500);
	expect(warmUpRate(ramp, SINCE, shift(SINCE, 400 * DAY))).toBeNull();
});

it("another ramp has another beginning", () => {
	expect(warmUpKey({ first: 500, factor: 2 })).not.toBe(
		warmUpKey({ first: 500, factor: 3 }),
	);
});
