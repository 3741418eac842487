import fc from "fast-check";
import { expect, it } from "vitest";
import type { Setback } from "../../../src/db/delivery/setbacks.ts";
import {
	breadthLimit,
	judgeBreadth,
} from "../../../src/delivery/ledger/breadth.ts";

const NOW = "2026-11-24T09:00:00.000Z";
const domains = ["a.example", "b.example", "c.example", "d.example"];
const options = {
	recipients: 1_000,
	now: NOW,
	domain: "a.example",
	hasAccepted: false,
	groupOf: (domain: string) => domain,
	isLasting: () => false,
};

const setback = (more: Partial<Setback>, id: number): Setback => ({
	subscriber_id: id,
	fence: 1,
	kind: "refused",
	domain: "a.example",
	words: "550 no",
	cause: null,
	at: NOW,
	followed: 0,
	...more,
});

const everybody = (setbacks: readonly Setback[]) =>
	judgeBreadth(setbacks, options).filter(({ scope }) => scope === "everybody");

it("everybody is meant before a fiftieth of the list or twenty recipients are refused, but never by fewer than three of many", () => {
	fc.assert(
		fc.property(fc.integer({ min: 4, max: 1_000_000 }), (recipients) => {
			const limit = breadthLimit(recipients);
			expect(limit).toBeGreaterThanOrEqual(3);
			expect(limit).toBeLessThan(20);
			if (recipients >= 150) expect(limit).toBeLessThanOrEqual(recipients / 50);
		}),
	);
	expect([1, 2, 5].map(breadthLimit)).toEqual([1, 2, 3]);
});

it("refusals in a row from three domains mean everybody, whatever the words are", () => {
	fc.assert(
		fc.property(
			fc.array(fc.string(), { minLength: 12, maxLength: 40 }),
			(words) => {
				const row = words.map((one, index) =>
					setback({ words: one, domain: domains[index % 3] as string }, index),
				);
				expect(everybody(row)).toHaveLength(1);
			},
		),
	);
});

it("refusals that an acceptance followed, replies about one recipient, and what one domain does beside few others, never mean everybody", () => {
	const domain = fc.constantFrom(...domains);
	const followed = fc.record({ domain, followed: fc.constant(1) });
	const own = fc.record({ domain, kind: fc.constant("own" as const) });
	const big = fc.record({ domain: fc.constant("a.example") });
	const rows = fc.tuple(
		fc.array(followed, { maxLength: 60 }),
		fc.array(own, { maxLength: 19 }),
		fc.array(big, { minLength: 1, maxLength: 60 }),
		fc.array(
			fc.record({ domain: fc.constant("b.example"), words: fc.string() }),
			{ maxLength: 4 },
		),
	);
	fc.assert(
		fc.property(rows, (kinds) => {
			const setbacks = kinds.flat().map(setback);
			// One domain alone is looked up by the caller: the issue may have no other.
			const found = everybody(setbacks).filter(
				(one) => new Set(one.setbacks.map((row) => row.domain)).size > 1,
			);
			expect(found).toEqual([]);
		}),
	);
});

it("deferrals mean everybody after an hour, and at once if they name a lasting cause", () => {
	const row = Array.from({ length: 12 }, (_, index) =>
		setback({ kind: "deferred", domain: domains[index % 4] as string }, index),
	);
	expect(everybody(row)).toEqual([]);
	const hourAgo = "2026-11-24T08:00:00.000Z";
	expect(everybody(row.map((one) => ({ ...one, at: hourAgo })))).toHaveLength(
		1,
	);
	const lasting = judgeBreadth(row, { ...options, isLasting: () => true });
	expect(lasting[0]).toMatchObject({ scope: "everybody", kind: "deferred" });
});
