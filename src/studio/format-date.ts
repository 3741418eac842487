import type { Instant } from "../clock.ts";

/** "Tue, 24 Nov 2026, 09:00" in the publication's time zone. */
export function when(instant: Instant, timeZone: string): string {
	return new Intl.DateTimeFormat("en-GB", {
		timeZone,
		weekday: "short",
		day: "numeric",
		month: "short",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
	}).format(new Date(instant));
}
