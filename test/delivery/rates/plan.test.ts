import { describe, expect, it } from "vitest";
import { type PlanInput, planOf } from "../../../src/delivery/rates/plan.ts";
import { parseWarmUp } from "../../../src/delivery/rates/warm-up.ts";
import { parseRates } from "../../../src/rate.ts";
import { shift } from "../../../src/time/clock.ts";

const STARTS = "2026-11-24T09:00:00.000Z";
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

const rates = (text: string) => parseRates(text) ?? [];

function plan(left: Record<string, number>, more: Partial<PlanInput> = {}) {
	return planOf({
		starts: STARTS,
		left: new Map(Object.entries(left)),
		sendRate: [],
		warmUp: null,
		since: null,
		servers: [],
		ratesOf: () => [],
		usedOf: () => 0,
		...more,
	});
}

it("a plan without limits has no end", () => {
	expect(plan({ "": 1_000 })).toEqual({
		left: 1_000,
		starts: STARTS,
		ends: null,
		because: null,
		perHour: null,
	});
});

describe("a plan ends when its slowest limit has allowed all messages", () => {
	it.each<[string, number, number]>([
		["50/s", 50, 0],
		["50/s", 51, SECOND],
		["50/s", 100_000, 1_999 * SECOND],
		["50/s,1000/h", 2_500, 2 * HOUR],
		["500000/d", 1_200_000, 2 * DAY],
	])("with %s and %i messages", (limit, left, ms) => {
		const { ends } = plan({ "": left }, { sendRate: rates(limit) });
		expect(ends).toBe(shift(STARTS, ms));
	});

	it("and counts what was already used of the limit", () => {
		const { ends } = plan(
			{ "": 10 },
			{ sendRate: rates("100/h"), usedOf: () => 95 },
		);
		expect(ends).toBe(shift(STARTS, HOUR));
	});

	it("and that limit can be the one of a domain", () => {
		expect(
			plan(
				{ "gmail.com": 3_000, "outlook.com": 90, "example.com": 50_000 },
				{
					sendRate: rates("100/s"),
					ratesOf: (scope) => (scope === "example.com" ? [] : rates("1000/h")),
				},
			),
		).toEqual({
			left: 53_090,
			starts: STARTS,
			ends: shift(STARTS, 2 * HOUR),
			because: "gmail.com, 1,000 an hour",
			perHour: 26_545,
		});
	});

	it("and that limit can be a warm-up", () => {
		const warmUp = parseWarmUp("500 x2");
		const days = (left: number, more: Partial<PlanInput> = {}) =>
			plan({ "": left }, { warmUp, ...more });
		expect(days(500).ends).toBe(STARTS);
		expect(days(501).ends).toBe(shift(STARTS, DAY));
		expect(days(500 * 255)).toMatchObject({
			ends: shift(STARTS, 7 * DAY),
			because: "warm-up, 500 x2",
		});
		// It began two and a half days ago, so today's limit is 2,000.
		const since = shift(STARTS, -2.5 * DAY);
		expect(days(2_000, { since }).ends).toBe(STARTS);
		expect(days(2_001, { since }).ends).toBe(shift(STARTS, DAY / 2));
	});

	it("and that limit can be the sum over all servers, if every server has one", () => {
		const servers = (...limits: string[]) => ({
			servers: limits.map((limit, index) => ({
				name: `smtp://${index}`,
				rates: limit ? rates(limit) : [],
			})),
		});
		expect(plan({ "": 90 }, servers("10/h", "20/h")).ends).toBe(
			shift(STARTS, 2 * HOUR),
		);
		expect(plan({ "": 90 }, servers("10/h", "")).ends).toBeNull();
	});
});
