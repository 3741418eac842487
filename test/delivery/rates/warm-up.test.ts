import { expect, it } from "vitest";
import {
	parseWarmUp,
	warmUpKey,
	warmUpRate,
} from "../../../src/delivery/rates/warm-up.ts";
import { shift } from "../../../src/time/clock.ts";
import { DAY } from "../../../src/time/time-span.ts";

const SINCE = "2026-11-24T09:00:00.000Z";

it.each([
	["500 x2", { first: 500, factor: 2 }],
	["50x1.5", { first: 50, factor: 1.5 }],
	["500 × 3", { first: 500, factor: 3 }],
])("parseWarmUp reads %s", (text, warmUp) => {
	expect(parseWarmUp(text)).toEqual(warmUp);
});

it.each(["", "500", "x2", "0 x2", "500 x1", "500 x0", "500 x11", "500 x-2"])(
	"parseWarmUp refuses %j",
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
])("a warm-up of 500 x2 after %d days allows %i a day", (days, limit) => {
	const warmUp = { first: 500, factor: 2 };
	expect(warmUpRate(warmUp, SINCE, shift(SINCE, days * DAY))).toEqual({
		limit,
		periodMs: DAY,
	});
});

it("a warm-up begins with the first accepted message and ends when its limit is high enough", () => {
	const warmUp = { first: 500, factor: 2 };
	expect(warmUpRate(warmUp, null, SINCE)?.limit).toBe(500);
	expect(warmUpRate(warmUp, SINCE, shift(SINCE, 400 * DAY))).toBeNull();
});

it("a different warm-up starts again with its first day", () => {
	expect(warmUpKey({ first: 500, factor: 2 })).not.toBe(
		warmUpKey({ first: 500, factor: 3 }),
	);
});
