import type { Instant } from "./clock.ts";

/**
 * A time as people read it: "Tue 1 Dec 2026 09:00 UTC", "… 10:00 GMT+1 (Europe/Berlin)".
 * One style for the command line, notices and the studio. `--json` has instants.
 *
 * @param timeZone IANA name
 */
export function formatTime(instant: Instant, timeZone = "UTC"): string {
	const parts = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		weekday: "short",
		day: "numeric",
		month: "short",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		timeZoneName: "short",
	}).formatToParts(new Date(instant));
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((one) => one.type === type)?.value ?? "";
	return `${part("weekday")} ${part("day")} ${part("month")} ${part("year")} ${part("hour")}:${part("minute")} ${part("timeZoneName")}`;
}
