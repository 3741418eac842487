import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	add,
	availableAt,
	EMPTY_WINDOW,
	expiresAt,
	isInFuture,
	type RateWindow,
	remainingOf,
} from "../../../src/delivery/rates/rate-window.ts";
import type { Rate } from "../../../src/rate.ts";

const NOW = Date.parse("2026-11-24T09:00:00.000Z");

const rates = fc.record({
	limit: fc.integer({ min: 1, max: 200 }),
	periodMs: fc.constantFrom(1_000, 60_000, 3_600_000, 86_400_000),
});

/** Each step: how long to wait, in thousandths of the period, and how many messages to send then. */
const steps = fc.array(
	fc.record({
		wait: fc.integer({ min: 0, max: 1_200 }),
		toSend: fc.integer({ min: 0, max: 300 }),
		/** How far the clock is set back meanwhile, in thousandths. */
		back: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(0) },
			fc.integer({ min: 0, max: 5_000 }),
		),
	}),
	{ maxLength: 60 },
);

interface SentMessages {
	at: number;
	count: number;
}

/** The largest number sent in any span of the period's length, in true time. */
function mostInPeriod(sent: readonly SentMessages[], periodMs: number): number {
	return Math.max(
		0,
		...sent.map((last) =>
			sent
				.filter(({ at }) => at <= last.at && at > last.at - periodMs)
				.reduce((total, { count }) => total + count, 0),
		),
	);
}

describe("a limit", () => {
	it("is never exceeded in any span of its period, even when the clock is set back", () => {
		fc.assert(
			fc.property(rates, steps, (rate, moves) => {
				let time = NOW;
				let error = 0;
				let used: RateWindow = EMPTY_WINDOW;
				const sent: SentMessages[] = [];
				for (const { wait, toSend, back } of moves) {
					time += (wait / 1_000) * rate.periodMs;
					error += (back / 1_000) * rate.periodMs;
					const now = time - error;
					const count = Math.min(toSend, remainingOf(used, rate, now));
					if (count === 0) continue;
					used = add(used, rate.periodMs, now, count);
					sent.push({ at: time, count });
				}
				expect(mostInPeriod(sent, rate.periodMs)).toBeLessThanOrEqual(
					rate.limit,
				);
			}),
		);
	});

	it("allows the next message within one period and one slot", () => {
		fc.assert(
			fc.property(rates, steps, (rate, moves) => {
				let now = NOW;
				let used: RateWindow = EMPTY_WINDOW;
				for (const { wait, toSend, back } of moves) {
					now += ((wait - back) / 1_000) * rate.periodMs;
					if (isInFuture(used, rate.periodMs, now))
						used = add(used, rate.periodMs, now, 0);
					const opens = availableAt(used, rate, now);
					expect(opens - now).toBeLessThanOrEqual(rate.periodMs * 1.021);
					expect(remainingOf(used, rate, opens)).toBeGreaterThan(0);
					if (opens > now) expect(remainingOf(used, rate, opens - 1)).toBe(0);
					const count = Math.min(toSend, remainingOf(used, rate, now));
					used = add(used, rate.periodMs, now, count);
				}
			}),
		);
	});

	it("allows 98 % of its rate when there is always more to send", () => {
		const rate: Rate = { limit: 100, periodMs: 1_000 };
		let used: RateWindow = EMPTY_WINDOW;
		let sent = 0;
		for (
			let now = NOW;
			now < NOW + 60_000;
			now = availableAt(used, rate, now)
		) {
			const count = remainingOf(used, rate, now);
			used = add(used, rate.periodMs, now, count);
			sent += count;
		}
		expect(sent).toBeGreaterThanOrEqual(0.98 * 60 * rate.limit);
	});

	it("is free again only once when the clock is set forward", () => {
		const rate: Rate = { limit: 10, periodMs: 60_000 };
		const full = add(EMPTY_WINDOW, rate.periodMs, NOW, 10);
		const tomorrow = NOW + 86_400_000;
		expect(remainingOf(full, rate, tomorrow)).toBe(10);
		const again = add(full, rate.periodMs, tomorrow, 10);
		expect(remainingOf(again, rate, NOW)).toBe(0);
		expect(availableAt(again, rate, NOW)).toBeLessThanOrEqual(NOW + 61_000);
	});

	it("that is lowered below what was used allows nothing, and gets back messages that were not sent", () => {
		const used = add(EMPTY_WINDOW, 60_000, NOW, 50);
		expect(remainingOf(used, { limit: 20, periodMs: 60_000 }, NOW)).toBe(0);
		const less = add(used, 60_000, NOW, -45);
		expect(remainingOf(less, { limit: 20, periodMs: 60_000 }, NOW)).toBe(15);
	});

	it("keeps a bounded state that can be deleted when it expires", () => {
		fc.assert(
			fc.property(rates, steps, (rate, moves) => {
				let now = NOW;
				let used: RateWindow = EMPTY_WINDOW;
				for (const { wait, toSend } of moves) {
					now += (wait / 1_000) * rate.periodMs;
					used = add(used, rate.periodMs, now, toSend);
				}
				expect(used.counts.length).toBeLessThanOrEqual(97);
				const then = expiresAt(used, rate.periodMs);
				expect(remainingOf(used, rate, then)).toBe(rate.limit);
			}),
		);
	});
});
