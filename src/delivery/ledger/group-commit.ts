/** Milliseconds that the first of a batch waits for others at the most. */
const PATIENCE = 1;

/**
 * Gathers what comes one by one, and hands it over in batches, one batch at a
 * time: as soon as `enough` have come, or a moment after the first. What comes
 * while a batch is being written is in the next.
 *
 * @param write must not reject
 */
export function createGroupCommit<T>(
	enough: number,
	write: (batch: T[]) => Promise<void>,
): (one: T) => void {
	let gathered: T[] = [];
	let timer: NodeJS.Timeout | undefined;
	let full: NodeJS.Immediate | undefined;
	let writing = false;

	async function flush(): Promise<void> {
		clearTimeout(timer);
		clearImmediate(full);
		timer = undefined;
		full = undefined;
		const batch = gathered;
		gathered = [];
		writing = true;
		await write(batch);
		writing = false;
		schedule();
	}

	function schedule(): void {
		if (writing || gathered.length === 0) return;
		// Those that come in the same turn of the event loop go along.
		if (gathered.length >= enough) full ??= setImmediate(flush);
		else timer ??= setTimeout(flush, PATIENCE);
	}

	return (one) => {
		gathered.push(one);
		schedule();
	};
}
