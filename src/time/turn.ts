/**
 * Lets the event loop turn. Between two parts of work that computes for long, requests
 * are answered and messages go on; a promise alone lets nobody in.
 */
export async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
