import type { Instant } from "../clock.ts";

/** "Tue, 24 Nov 2026, 09:00" in the publication's time zone. */
export function formatDate(instant: Instant, timeZone: string): string {
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

/** "44,811 B" */
export function formatBytes(count: number): string {
	return `${count.toLocaleString("en-GB")} B`;
}

/** "1,204 messages" */
export function formatMessages(count: number): string {
	return `${count.toLocaleString("en-GB")} ${count === 1 ? "message" : "messages"}`;
}
