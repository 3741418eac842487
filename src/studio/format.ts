/** "1,204" */
export function count(number: number): string {
	return number.toLocaleString("en-GB");
}

/** "44,811 B" */
export function formatBytes(count: number): string {
	return `${count.toLocaleString("en-GB")} B`;
}

/** "45 KB", for lists in which nobody needs each byte */
export function formatKilobytes(count: number): string {
	return `${Math.max(1, Math.round(count / 1000)).toLocaleString("en-GB")} KB`;
}

/** "1,204 messages" */
export function formatMessages(count: number): string {
	return `${count.toLocaleString("en-GB")} ${count === 1 ? "message" : "messages"}`;
}
