import fc from "fast-check";
import { expect, it } from "vitest";
import { deal } from "../../../src/mail/smtp/assign-lanes.ts";
import {
	type Health,
	healthAfter,
	type Standing,
	standing,
	WELL,
} from "../../../src/mail/smtp/server-health.ts";

const server = (
	name: string,
	weight: number,
	lanes = 0,
	standing: Standing = "up",
	until = 0,
) => ({ name, weight, lanes, standing, until });

/** Deals lanes one after the other; returns how many each server has. */
function dealt(weights: readonly number[], count: number): number[] {
	const servers = weights.map((weight, index) => server(`${index}`, weight));
	for (let lane = 0; lane < count; lane++) {
		const [first] = deal(servers, null);
		if (first) first.lanes++;
	}
	return servers.map(({ lanes }) => lanes);
}

it.each([
	[[1, 1], 4, [2, 2]],
	[[3, 1], 4, [3, 1]],
	[[3, 1], 8, [6, 2]],
	[[2, 1, 1], 5, [3, 1, 1]],
	[[1, 1], 1, [1, 0]],
	[[5], 7, [7]],
])("weights %j and %i lanes: %j", (weights, count, lanes) => {
	expect(dealt(weights, count)).toEqual(lanes);
});

it("deals within one lane of each server's share", () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 3 }),
			fc.integer({ min: 1, max: 100 }),
			(weights, count) => {
				const total = weights.reduce((sum, weight) => sum + weight, 0);
				dealt(weights, count).forEach((lanes, index) => {
					const share = (count * (weights[index] ?? 0)) / total;
					expect(Math.abs(lanes - share)).toBeLessThan(2);
				});
			},
		),
	);
});

it("leaves a lane where it is while no server is further below its share", () => {
	const [one, other] = [server("one", 1, 1), server("other", 1, 1)];
	expect(deal([one, other], other)[0]).toBe(other);
	expect(deal([one, { ...other, lanes: 2 }], other)[0]).toBe(one);
});

it("gives a server on probation one lane, and none to one set aside", () => {
	const up = server("up", 1, 3);
	const names = (order: { name: string }[]) => order.map(({ name }) => name);
	expect(names(deal([up, server("a", 9, 0, "aside", 5)], up))).toEqual(["up"]);
	expect(names(deal([up, server("p", 9, 0, "probation")], up))[0]).toBe("p");
	expect(names(deal([up, server("p", 9, 1, "probation")], up))).toEqual(["up"]);
});

it("when all are set aside, the one that is tried again soonest comes first", () => {
	const order = deal(
		[server("late", 1, 0, "aside", 9), server("soon", 1, 4, "aside", 5)],
		null,
	);
	expect(order.map(({ name }) => name)).toEqual(["soon", "late"]);
});

const NOW = 1_000_000;
const DOWN = {
	kind: "unsent",
	error: "refused",
	authentication: false,
} as const;
const WORKS = { kind: "accepted", reply: "250 ok" } as const;

/** Fails `count` times at this moment. */
function failing(health: Health, count: number, now: number): Health {
	let after = health;
	for (let time = 0; time < count; time++)
		after = healthAfter(after, DOWN, now);
	return after;
}

it("a server is set aside after three failures in a row, for longer each time", () => {
	expect(standing(failing(WELL, 2, NOW), NOW)).toBe("up");
	const waits: number[] = [];
	let now = NOW;
	let health = failing(WELL, 3, now);
	for (let time = 0; time < 8; time++) {
		expect(standing(health, now)).toBe("aside");
		const { until = 0 } = health.aside ?? {};
		waits.push((until - now) / 1_000);
		// What was still under way changes nothing.
		expect(failing(health, 5, now + 1)).toEqual(health);
		now = until;
		expect(standing(health, now)).toBe("probation");
		health = failing(health, 1, now);
	}
	expect(waits).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
	expect(healthAfter(health, WORKS, now)).toEqual(WELL);
});

it("any answer of its own shows that a server works, but 421", () => {
	const shaken = failing(WELL, 2, NOW);
	const answer = (code: number) =>
		healthAfter(shaken, { kind: "rejected", code, reply: `${code}` }, NOW);
	expect(answer(550)).toEqual(WELL);
	expect(answer(450)).toEqual(WELL);
	expect(standing(answer(421), NOW)).toBe("aside");
});

it("a clock set back ends the time aside instead of prolonging it", () => {
	const health = failing(WELL, 3, NOW);
	expect(standing(health, NOW - 1)).toBe("probation");
});
