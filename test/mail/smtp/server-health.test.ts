import { expect, it } from "vitest";
import {
	HEALTHY,
	healthAfter,
	type ServerHealth,
	stateOf,
} from "../../../src/mail/smtp/server-health.ts";

const NOW = 1_000_000;
const DOWN = {
	kind: "unsent",
	error: "refused",
	authentication: false,
} as const;
const WORKS = { kind: "accepted", reply: "250 ok" } as const;

/** The health after `count` failures at this moment. */
function failing(
	health: ServerHealth,
	count: number,
	now: number,
): ServerHealth {
	let after = health;
	for (let time = 0; time < count; time++)
		after = healthAfter(after, DOWN, now);
	return after;
}

it("a server goes down after three failures in a row, for longer each time", () => {
	expect(stateOf(failing(HEALTHY, 2, NOW), NOW)).toBe("up");
	const waits: number[] = [];
	let now = NOW;
	let health = failing(HEALTHY, 3, now);
	for (let time = 0; time < 8; time++) {
		expect(stateOf(health, now)).toBe("down");
		const { until = 0 } = health.down ?? {};
		waits.push((until - now) / 1_000);
		// Handovers that were still in flight change nothing.
		expect(failing(health, 5, now + 1)).toEqual(health);
		now = until;
		expect(stateOf(health, now)).toBe("probing");
		health = failing(health, 1, now);
	}
	expect(waits).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
	expect(healthAfter(health, WORKS, now)).toEqual(HEALTHY);
});

it("any reply except 421 shows that a server works", () => {
	const shaken = failing(HEALTHY, 2, NOW);
	const answer = (code: number) =>
		healthAfter(shaken, { kind: "rejected", code, reply: `${code}` }, NOW);
	expect(answer(550)).toEqual(HEALTHY);
	expect(answer(450)).toEqual(HEALTHY);
	expect(stateOf(answer(421), NOW)).toBe("down");
});

it("a server does not stay down for longer when the clock goes back", () => {
	const health = failing(HEALTHY, 3, NOW);
	expect(stateOf(health, NOW - 1)).toBe("probing");
});
