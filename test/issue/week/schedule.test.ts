import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	currentSlot,
	dateLine,
	nextSlot,
	type Schedule,
	scheduleLine,
	windowUntil,
} from "../../../src/issue/week/schedule.ts";
import { shift } from "../../../src/time/clock.ts";

const berlin: Schedule = {
	timeZone: "Europe/Berlin",
	sendAt: { weekday: 2, hour: 9, minute: 0 },
	draftHours: 4,
};

const HOUR = 3_600_000;

describe("the schedule", () => {
	it("makes a slot current from its draft time on, not from its send time", () => {
		const before = "2026-11-24T03:59:59.999Z";
		const at = "2026-11-24T04:00:00.000Z";
		expect(currentSlot(berlin, before).sendAt).toBe("2026-11-17T08:00:00.000Z");
		expect(currentSlot(berlin, at)).toEqual({
			sendAt: "2026-11-24T08:00:00.000Z",
			draftAt: "2026-11-24T04:00:00.000Z",
		});
		expect(nextSlot(berlin, before).sendAt).toBe("2026-11-24T08:00:00.000Z");
		expect(nextSlot(berlin, at).sendAt).toBe("2026-12-01T08:00:00.000Z");
	});

	it("keeps the local send time across both changes to and from summer time", () => {
		// Summer time ends on 25 October 2026 and begins on 28 March 2027.
		expect(nextSlot(berlin, "2026-10-19T00:00:00.000Z").sendAt).toBe(
			"2026-10-20T07:00:00.000Z",
		);
		expect(nextSlot(berlin, "2026-10-26T00:00:00.000Z").sendAt).toBe(
			"2026-10-27T08:00:00.000Z",
		);
		expect(nextSlot(berlin, "2027-03-29T00:00:00.000Z").sendAt).toBe(
			"2027-03-30T07:00:00.000Z",
		);
	});

	it("moves a send time that does not exist in spring by the length of the gap", () => {
		const sunday = { ...berlin, sendAt: { weekday: 7, hour: 2, minute: 30 } };
		expect(nextSlot(sunday, "2027-03-24T00:00:00.000Z").sendAt).toBe(
			"2027-03-28T01:30:00.000Z",
		);
	});

	it("takes the first of two send times when the clocks go back", () => {
		const sunday = { ...berlin, sendAt: { weekday: 7, hour: 2, minute: 30 } };
		expect(nextSlot(sunday, "2026-10-21T00:00:00.000Z").sendAt).toBe(
			"2026-10-25T00:30:00.000Z",
		);
	});

	it("finds only the latest slot after a month without a run", () => {
		expect(currentSlot(berlin, "2026-12-23T12:00:00.000Z").sendAt).toBe(
			"2026-12-22T08:00:00.000Z",
		);
	});

	const anySchedule = fc.record({
		timeZone: fc.constantFrom(
			"UTC",
			"Europe/Berlin",
			"America/St_Johns",
			"Pacific/Apia",
			"Australia/Lord_Howe",
		),
		sendAt: fc.record({
			weekday: fc.integer({ min: 1, max: 7 }),
			hour: fc.integer({ min: 0, max: 23 }),
			minute: fc.integer({ min: 0, max: 59 }),
		}),
		draftHours: fc.integer({ min: 0, max: 144 }),
	});
	const anyInstant = fc
		.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2035, 0, 1) })
		.map((ms) => new Date(ms).toISOString());

	it("has one current slot at every moment, and the next one follows within eight days", () => {
		fc.assert(
			fc.property(anySchedule, anyInstant, (schedule, now) => {
				const current = currentSlot(schedule, now);
				const next = nextSlot(schedule, now);
				expect(current.draftAt <= now && now < next.draftAt).toBe(true);
				const days =
					(Date.parse(next.sendAt) - Date.parse(current.sendAt)) / (24 * HOUR);
				expect(days).toBeGreaterThan(5.9);
				expect(days).toBeLessThan(8.1);
				// At every moment until the next slot the answer is the same.
				expect(currentSlot(schedule, shift(next.draftAt, -1))).toEqual(current);
				expect(currentSlot(schedule, next.draftAt)).toEqual(next);
			}),
		);
	});
});

describe("a window", () => {
	it("begins where the last window ended, however long ago", () => {
		expect(
			windowUntil(
				"2026-12-22T04:00:00.000Z",
				"2026-11-24T04:00:00.000Z",
				"UTC",
			),
		).toEqual({
			start: "2026-11-24T04:00:00.000Z",
			end: "2026-12-22T04:00:00.000Z",
		});
	});

	it("is one calendar week, not 168 hours, when it is the first", () => {
		const window = windowUntil(
			"2026-10-27T04:00:00.000Z",
			null,
			"Europe/Berlin",
		);
		expect(window.start).toBe("2026-10-20T03:00:00.000Z");
	});

	it("grows from week to week when it is the first and no issue has closed it", () => {
		const grown = windowUntil(
			"2026-11-24T04:00:00.000Z",
			null,
			"UTC",
			"2026-11-10T04:00:00.000Z",
		);
		expect(grown.start).toBe("2026-11-10T04:00:00.000Z");
		const early = windowUntil(
			"2026-11-24T04:00:00.000Z",
			null,
			"UTC",
			"2026-11-20T04:00:00.000Z",
		);
		expect(early.start).toBe("2026-11-17T04:00:00.000Z");
	});

	it("is empty and never ends before it begins when the clock was set back", () => {
		const window = windowUntil(
			"2026-11-20T00:00:00.000Z",
			"2026-11-24T04:00:00.000Z",
			"UTC",
		);
		expect(window.end).toBe(window.start);
	});

	it("shares no moment with the windows before and after it and leaves none out", () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 2 }),
				fc.integer({ min: 1, max: 5_000 }),
				(hours, moment) => {
					const base = "2026-01-01T00:00:00.000Z";
					const ends = hours
						.sort((a, b) => a - b)
						.map((hour) => shift(base, hour * HOUR));
					let previous = base;
					const windows = ends.map((end) => {
						const window = windowUntil(end, previous, "Europe/Berlin");
						previous = window.end;
						return window;
					});
					const at = shift(base, moment * HOUR);
					const holders = windows.filter((w) => w.start <= at && at < w.end);
					expect(holders).toHaveLength(at < previous ? 1 : 0);
				},
			),
		);
	});
});

it("the date line and the schedule line are written in words", () => {
	expect(dateLine("2026-11-23T23:30:00.000Z", "Europe/Berlin")).toBe(
		"24 November 2026",
	);
	expect(scheduleLine(berlin)).toBe("Tuesdays at 09:00 (Europe/Berlin)");
});
