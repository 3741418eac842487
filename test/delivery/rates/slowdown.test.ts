import { expect, it } from "vitest";
import {
	type Slowdown,
	slowDown,
	slowdownRate,
	slowdownScopeOf,
	speedUp,
} from "../../../src/delivery/rates/slowdown.ts";
import type { HandoverResult } from "../../../src/mail/mailer.ts";
import { shift } from "../../../src/time/clock.ts";

const NOW = "2026-11-24T09:00:00.000Z";
const MINUTE = 60_000;

const rejected = (code: number, text: string): HandoverResult => ({
	kind: "rejected",
	code,
	reply: `${code} ${text}`,
});

const closing = (
	when: "at the greeting" | "later",
	error: string,
): HandoverResult => ({
	kind: "unsent",
	error,
	authentication: false,
	closing: when,
});

it.each<[string, HandoverResult, string | null]>([
	["421", rejected(421, "try later"), "group"],
	["421 4.7.0", rejected(421, "4.7.0 too many"), "group"],
	["421 to MAIL", closing("later", "421 4.3.2 busy"), "server"],
	["421 at the greeting", closing("at the greeting", "421 4.3.2 busy"), null],
	["421 4.7.0 there", closing("at the greeting", "421 4.7.0 rate"), "server"],
	[
		"a lost connection",
		{ kind: "unsent", error: "reset", authentication: false },
		null,
	],
	["421-4.7.28", rejected(421, "-4.7.28 Gmail has detected"), "server"],
	["450 4.7.28", rejected(450, "4.7.28 unusual rate"), "server"],
	["451 4.7.1", rejected(451, "4.7.1 greylisted"), "group"],
	["451 4.7.650", rejected(451, "4.7.650 throttled"), "group"],
	["450 4.2.1", rejected(450, "4.2.1 busy mailbox"), null],
	["451 14.7.1", rejected(451, "14.7.1 no status"), null],
	["550 5.7.1", rejected(550, "5.7.1 not 4.7.1"), null],
	["550 4.7.1 in its text", rejected(550, "4.7.1 confused"), null],
	["250", { kind: "accepted", reply: "250 4.7.0" }, null],
	["unsure", { kind: "unsure", error: "421 4.7.0" }, null],
])("%s slows down: %s", (_name, result, scope) => {
	expect(slowdownScopeOf(result)).toBe(scope);
});

it("halves the rate for each reply that asks for it, but only once in half a minute", () => {
	const first = slowDown(undefined, 1_200, NOW);
	expect(first).toEqual({
		usual: 1_200,
		perMinute: 600,
		slowedUntil: shift(NOW, 5 * MINUTE),
	});
	const soonAfter = slowDown(first, 0, shift(NOW, 10_000));
	expect(soonAfter).toEqual(first);
	const second = slowDown(first, 0, shift(NOW, MINUTE));
	expect(second).toMatchObject({ usual: 1_200, perMinute: 300 });
	let slowest = second;
	for (let minute = 2; minute < 30; minute++)
		slowest = slowDown(slowest, 0, shift(NOW, minute * MINUTE));
	expect(slowest.perMinute).toBe(1);
});

it("speeds up by a quarter each minute after the hold, and ends at the usual rate", () => {
	let now = NOW;
	let slowdown: Slowdown | null = slowDown(undefined, 100, now);
	const rates: number[] = [];
	while (slowdown) {
		expect(speedUp(slowdown, now)).toEqual(slowdown);
		now = shift(slowdown.slowedUntil, 1);
		rates.push(slowdown.perMinute);
		slowdown = speedUp(slowdown, now);
	}
	expect(rates).toEqual([50, 63, 79, 99]);
	expect(Date.parse(now) - Date.parse(NOW)).toBeLessThan(9 * MINUTE);
});

it("does not last longer when the clock is set back", () => {
	const slowdown = slowDown(undefined, 100, NOW);
	expect(speedUp(slowdown, shift(NOW, -24 * 60 * MINUTE))?.perMinute).toBe(63);
});

it.each([
	[6_000, { limit: 100, periodMs: 1_000 }],
	[60, { limit: 1, periodMs: 1_000 }],
	[59, { limit: 59, periodMs: 60_000 }],
	[1, { limit: 1, periodMs: 60_000 }],
])("a slowdown to %i a minute becomes the limit %j", (perMinute, rate) => {
	expect(slowdownRate({ perMinute, usual: 9_999, slowedUntil: NOW })).toEqual(
		rate,
	);
});
