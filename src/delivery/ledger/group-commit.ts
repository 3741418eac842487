/** How long the first item of a batch waits for others. */
const MAX_WAIT_MS = 1;

/**
 * Gathers items and writes them in batches, one batch at a time: as soon as
 * `batchSize` items have come, or a moment after the first. Items that come
 * while a batch is being written are in the next one.
 *
 * @param write must not reject
 * @returns adds one item
 */
export function createGroupCommit<T>(
	batchSize: number,
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
		// Items that come in the same turn of the event loop are in the same batch.
		if (gathered.length >= batchSize) full ??= setImmediate(flush);
		else timer ??= setTimeout(flush, MAX_WAIT_MS);
	}

	return (one) => {
		gathered.push(one);
		schedule();
	};
}
