import type { Instant } from "./clock.ts";

/*
 * Times as people read them: in one style, with their zone. `--json` has instants.
 */

/** "Tue 1 Dec 2026, 09:00 UTC", "Tue 1 Dec 2026, 10:00 Europe/Berlin". @param timeZone IANA name */
export function formatTime(instant: Instant, timeZone = "UTC"): string {
	return `${formatDay(instant, timeZone)}, ${formatClock(instant, timeZone)} ${timeZone}`;
}

/** The time of day alone, where its day and zone stand beside it: "09:00". */
export function formatClock(instant: Instant, timeZone = "UTC"): string {
	const part = partsOf(instant, timeZone);
	return `${part("hour")}:${part("minute")}`;
}

/** The day alone: "Tue 1 Dec 2026". */
export function formatDay(instant: Instant, timeZone = "UTC"): string {
	const part = partsOf(instant, timeZone);
	// ICU's short months are not all of three letters: "Sept".
	const month = part("month").slice(0, 3);
	return `${part("weekday")} ${part("day")} ${month} ${part("year")}`;
}

function partsOf(instant: Instant, timeZone: string) {
	const parts = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		weekday: "short",
		day: "numeric",
		month: "long",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
	}).formatToParts(new Date(instant));
	return (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((one) => one.type === type)?.value ?? "";
}
