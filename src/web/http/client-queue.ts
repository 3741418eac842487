/** Says that the work of a turn is done. Must be called once. */
export type Done = () => void;

export interface ClientQueue {
	/**
	 * Waits for a turn.
	 *
	 * @param client turns go round between clients
	 * @returns null at once if too many wait
	 */
	turn(client: string): Promise<Done | null>;
}

/**
 * Gives turns to work on the main thread, one after the other. Between two turns
 * the process does whatever else has arrived; while others wait for a turn, it
 * also rests from this work for as long as the last turn took.
 */
export function createClientQueue({
	maxRunning,
	maxWaiting,
}: {
	maxRunning: number;
	maxWaiting: number;
}): ClientQueue {
	/** Those who wait, by client. A map keeps its order: the first client is the next. */
	const waiting = new Map<string, ((done: Done) => void)[]>();
	let count = 0;
	let running = 0;
	let resting = false;
	/** Of the time that turns took, what has not been rested yet. */
	let owedMs = 0;

	function next(): ((done: Done) => void) | undefined {
		const [first] = waiting;
		if (!first) return undefined;
		const [client, theirs] = first;
		const one = theirs.shift();
		waiting.delete(client);
		if (theirs.length > 0) waiting.set(client, theirs);
		count--;
		return one;
	}

	function advance(): void {
		if (resting || running >= maxRunning) return;
		const start = next();
		if (!start) return;
		running++;
		resting = true;
		const begun = performance.now();
		start(() => {
			running--;
			advance();
		});
		// What the turn does before it first waits runs before this.
		setImmediate(() => rest(performance.now() - begun));
	}

	function rest(ms: number): void {
		const end = () => {
			resting = false;
			advance();
		};
		// A client alone, who asks for one page after the other, keeps nobody waiting.
		owedMs = count === 0 ? 0 : owedMs + ms;
		// A timer cannot measure less than a millisecond.
		if (owedMs < 1) return void setImmediate(end);
		setTimeout(end, owedMs);
		owedMs = 0;
	}

	return {
		turn(client) {
			if (count >= maxWaiting) return Promise.resolve(null);
			count++;
			return new Promise((resolve) => {
				const theirs = waiting.get(client);
				if (theirs) theirs.push(resolve);
				else waiting.set(client, [resolve]);
				advance();
			});
		},
	};
}
