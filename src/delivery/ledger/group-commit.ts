/** How long the first item of a batch waits for others. */
const MAX_WAIT_MS = 1;

/**
 * Collects single items and writes them in batches, one batch at a time: as
 * soon as there are `batchSize` items, or `MAX_WAIT_MS` after the first. Items
 * that are added while a batch is being written go into the next one.
 *
 * @param write must not reject
 * @returns adds one item
 */
export function createGroupCommit<T>(
	batchSize: number,
	write: (batch: T[]) => Promise<void>,
): (item: T) => void {
	let waiting: T[] = [];
	let timer: NodeJS.Timeout | undefined;
	let immediate: NodeJS.Immediate | undefined;
	let writing = false;

	async function flush(): Promise<void> {
		clearTimeout(timer);
		clearImmediate(immediate);
		timer = undefined;
		immediate = undefined;
		const batch = waiting;
		waiting = [];
		writing = true;
		await write(batch);
		writing = false;
		schedule();
	}

	function schedule(): void {
		if (writing || waiting.length === 0) return;
		// Not at once: items added in the same turn of the event loop join the batch.
		if (waiting.length >= batchSize) immediate ??= setImmediate(flush);
		else timer ??= setTimeout(flush, MAX_WAIT_MS);
	}

	return (item) => {
		waiting.push(item);
		schedule();
	};
}
