/** "44,811 B" */
export function formatBytes(count: number): string {
	return `${count.toLocaleString("en-GB")} B`;
}

/** "1,204 messages" */
export function formatMessages(count: number): string {
	return `${count.toLocaleString("en-GB")} ${count === 1 ? "message" : "messages"}`;
}
