import { Temporal } from "temporal-polyfill";
import type { Instant } from "./clock.ts";

/* Lengths in milliseconds, as `shift` takes them. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A length of time as settings and filters write it: `30s`, `5m`, `4h`, `90d`, `8w`, `6mo` or `2y`. */
export interface TimeSpan {
	readonly count: number;
	readonly unit: keyof typeof UNITS;
}

const UNITS = {
	s: { calendar: "seconds", ms: SECOND },
	m: { calendar: "minutes", ms: MINUTE },
	h: { calendar: "hours", ms: HOUR },
	d: { calendar: "days", ms: DAY },
	w: { calendar: "weeks", ms: 7 * DAY },
	mo: { calendar: "months", ms: 30 * DAY },
	y: { calendar: "years", ms: 365 * DAY },
} as const;

/** Null when the text is not a whole number of up to five digits and a unit. */
export function parseTimeSpan(text: string): TimeSpan | null {
	const [, count, unit = ""] = /^\s*(\d{1,5})\s*([a-z]+)\s*$/.exec(text) ?? [];
	return count && isUnit(unit) ? { count: Number(count), unit } : null;
}

/** The text that `parseTimeSpan` reads: `6mo`. */
export function describeTimeSpan({ count, unit }: TimeSpan): string {
	return `${count}${unit}`;
}

/** "90 days", "1 month" */
export function spanInWords({ count, unit }: TimeSpan): string {
	const words: string = UNITS[unit].calendar;
	return `${count} ${count === 1 ? words.slice(0, -1) : words}`;
}

/**
 * `m` meant months where only long spans make sense. Returns what is wrong with
 * such a text there, so that it never silently means minutes; else null.
 */
export function oldMonthsFault(text: string): string | null {
	const span = parseTimeSpan(text);
	return span?.unit === "m"
		? `${span.count}m means ${span.count} ${span.count === 1 ? "minute" : "minutes"} here; for months write ${span.count}mo`
		: null;
}

/** The length in milliseconds. A month counts 30 days and a year 365; the other units are exact. */
export function timeSpanMs({ count, unit }: TimeSpan): number {
	return count * UNITS[unit].ms;
}

/**
 * `span` after `instant`, by the calendar in UTC. A month after the 31st is the
 * last day of a month that has no 31st.
 */
export function addTimeSpan(instant: Instant, span: TimeSpan): Instant {
	return moved(instant, span, 1);
}

/** `span` before `instant`, by the calendar in UTC; see `addTimeSpan`. */
export function subtractTimeSpan(instant: Instant, span: TimeSpan): Instant {
	return moved(instant, span, -1);
}

function moved(
	instant: Instant,
	{ count, unit }: TimeSpan,
	direction: 1 | -1,
): Instant {
	return Temporal.Instant.from(instant)
		.toZonedDateTimeISO("UTC")
		.add({ [UNITS[unit].calendar]: direction * count })
		.toInstant()
		.toString({ fractionalSecondDigits: 3 });
}

function isUnit(text: string): text is TimeSpan["unit"] {
	return Object.hasOwn(UNITS, text);
}
