import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../time/clock.ts";
import { english } from "../words/language/en/english.ts";
import type { Language } from "../words/language/language.ts";

/** When issues go out: a day of the week and a local time of day. */
export interface Schedule {
	/** IANA name, e.g. `Europe/Berlin`. */
	timeZone: string;
	sendAt: {
		/** 1 Monday to 7 Sunday */
		weekday: number;
		hour: number;
		minute: number;
	};
	/** Hours before the send time at which the window closes; 0 to 144. */
	draftHours: number;
}

/** One week's place in the schedule. The send time names it. */
export interface Slot {
	sendAt: Instant;
	/** The end of the window: what is published from this moment on waits a week. */
	draftAt: Instant;
}

/** Half-open: `start` belongs to it, `end` to the next. */
export interface Window {
	start: Instant;
	end: Instant;
}

/**
 * The slot whose draft is due at `now`: the latest whose draft time has come.
 * However late a job runs, and however many slots it missed, it finds this one.
 */
export function currentSlot(schedule: Schedule, now: Instant): Slot {
	return slotsAround(schedule, now).findLast(
		(slot) => slot.draftAt <= now,
	) as Slot;
}

/** The first slot whose draft time is still to come. */
export function nextSlot(schedule: Schedule, now: Instant): Slot {
	return slotsAround(schedule, now).find((slot) => slot.draftAt > now) as Slot;
}

/**
 * A draft lies up to six days before its send time, so the slots two weeks to
 * either side always hold one that is due and one to come.
 */
function slotsAround(schedule: Schedule, now: Instant): Slot[] {
	const today = Temporal.Instant.from(now)
		.toZonedDateTimeISO(schedule.timeZone)
		.toPlainDate();
	const monday = today.subtract({ days: today.dayOfWeek - 1 });
	return [-2, -1, 0, 1, 2].map((weeks) =>
		slotOn(
			schedule,
			monday.add({ days: 7 * weeks + schedule.sendAt.weekday - 1 }),
		),
	);
}

/**
 * A time that does not exist in spring moves on by the length of the gap; of a
 * time that occurs twice in autumn, the first is taken (Temporal's "compatible").
 */
function slotOn(schedule: Schedule, date: Temporal.PlainDate): Slot {
	const sendAt = date
		.toPlainDateTime({
			hour: schedule.sendAt.hour,
			minute: schedule.sendAt.minute,
		})
		.toZonedDateTime(schedule.timeZone)
		.toInstant();
	return {
		sendAt: text(sendAt),
		draftAt: text(sendAt.subtract({ hours: schedule.draftHours })),
	};
}

/**
 * The window that ends at `end`. It begins where the last closed one ended,
 * however long ago; the very first is one week long, by the calendar, and
 * grows from week to week until an issue closes it. A window never ends before
 * it begins: with the clock set back it is empty.
 *
 * @param previousEnd of the last closed window; null: none has been closed
 * @param firstStart where the first window of all began, closed or not
 */
export function windowUntil(
	end: Instant,
	previousEnd: Instant | null,
	timeZone: string,
	firstStart: Instant | null = null,
): Window {
	if (previousEnd !== null)
		return { start: previousEnd, end: end < previousEnd ? previousEnd : end };
	const weekBefore = text(
		Temporal.Instant.from(end)
			.toZonedDateTimeISO(timeZone)
			.subtract({ weeks: 1 })
			.toInstant(),
	);
	const start =
		firstStart !== null && firstStart < weekBefore ? firstStart : weekBefore;
	return { start, end };
}

/** "24 November 2026", the day at `instant` in the time zone. @param locale "de-DE": "24. November 2026" */
export function dateLine(
	instant: Instant,
	timeZone: string,
	locale = "en-GB",
): string {
	return new Intl.DateTimeFormat(locale, {
		dateStyle: "long",
		timeZone,
	}).format(new Date(instant));
}

/** "Tuesdays at 09:00 (Europe/Berlin)" */
export function scheduleLine(
	{ sendAt, timeZone }: Pick<Schedule, "sendAt" | "timeZone">,
	{ frame }: Language = english,
): string {
	const two = (n: number) => String(n).padStart(2, "0");
	return frame.schedule(
		sendAt.weekday,
		`${two(sendAt.hour)}:${two(sendAt.minute)}`,
		timeZone,
	);
}

/** As text with milliseconds, like every other instant: Temporal leaves them out when they are 0. */
function text(instant: Temporal.Instant): Instant {
	return instant.toString({ smallestUnit: "millisecond" });
}
