/** "1.2M", "40k", "0.5" */
export function compactNumber(value: number): string {
	return new Intl.NumberFormat("en-GB", {
		notation: "compact",
		maximumFractionDigits: 1,
	}).format(value);
}

/** "24 Nov" */
export function dayLabel(at: Date, timeZone: string): string {
	return new Intl.DateTimeFormat("en-GB", {
		timeZone,
		day: "numeric",
		month: "short",
	}).format(at);
}

/** "09:00" */
export function timeOfDay(at: Date, timeZone: string): string {
	return new Intl.DateTimeFormat("en-GB", {
		timeZone,
		hour: "2-digit",
		minute: "2-digit",
	}).format(at);
}
