import fc from "fast-check";
import { expect, test } from "vitest";
import { type PlanInput, planOf } from "../../../src/delivery/rates/plan.ts";
import { planCurve } from "../../../src/delivery/rates/plan-curve.ts";
import { readStages } from "../../../src/delivery/stages/read-stages.ts";
import { MINUTE } from "../../../src/time/time-span.ts";

const START = "2026-11-24T09:00:00.000Z";

function input(left: number, perMinute: number | null): PlanInput {
	return {
		starts: START,
		left: new Map([["", left]]),
		sendRate:
			perMinute === null ? [] : [{ limit: perMinute, periodMs: MINUTE }],
		warmUp: null,
		since: null,
		servers: [],
		ratesOf: () => [],
		usedOf: () => 0,
	};
}

const minutes = (at: string) => (Date.parse(at) - Date.parse(START)) / MINUTE;

test("the curve of a plan never falls, begins with nothing, and ends when the plan ends", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 100_000 }),
			fc.integer({ min: 1, max: 5_000 }),
			(left, rate) => {
				const curve = planCurve(input(left, rate), null);
				expect(curve[0]?.at).toBe(START);
				expect(curve.at(-1)).toEqual({
					at: planOf(input(left, rate)).ends,
					sum: left,
				});
				for (const [index, { at, sum }] of curve.entries()) {
					const before = curve[index - 1];
					if (!before) continue;
					expect(at >= before.at && sum >= before.sum).toBe(true);
				}
			},
		),
		{ numRuns: 50 },
	);
});

test("a plan in stages waits between them, with limits and without", () => {
	const stages = readStages("50, 500 after 30m, rest after 2h");
	expect(
		planCurve(input(1_000, null), stages).map(({ at, sum }) => [
			minutes(at),
			sum,
		]),
	).toEqual([
		...[
			[0, 0],
			[0, 50],
		],
		...[
			[30, 50],
			[30, 550],
		],
		...[
			[150, 550],
			[150, 1_000],
		],
	]);
	const limited = planCurve(input(1_000, 100), stages);
	const by = (sum: number) =>
		minutes(limited.find((point) => point.sum >= sum)?.at ?? "");
	expect(by(550)).toBeGreaterThanOrEqual(34);
	expect(by(1_000)).toBeGreaterThanOrEqual(34 + 120 + 4);
});

test("without a limit and stages there is no curve", () => {
	expect(planCurve(input(1_000, null), null)).toEqual([]);
	expect(planCurve(input(0, 10), null)).toEqual([]);
});
