import type { Instant } from "./clock.ts";

/*
 * Times as people read them: in one style, with their zone. `--json` has instants.
 */

/** "2026-12-01 09:00 UTC", "2026-12-01 10:00 Europe/Berlin". @param timeZone IANA name */
export function formatTime(instant: Instant, timeZone = "UTC"): string {
	const part = partsOf(instant, timeZone);
	return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")} ${timeZone}`;
}

/** The same with the day of the week, for a time to plan by: "Tue 2026-12-01 09:00 UTC". */
export function formatDay(instant: Instant, timeZone = "UTC"): string {
	return `${partsOf(instant, timeZone)("weekday")} ${formatTime(instant, timeZone)}`;
}

function partsOf(instant: Instant, timeZone: string) {
	const parts = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		weekday: "short",
		day: "2-digit",
		month: "2-digit",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
	}).formatToParts(new Date(instant));
	return (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((one) => one.type === type)?.value ?? "";
}
