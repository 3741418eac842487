import { dialectOf } from "./dialect.ts";
import type { Db } from "./schema.ts";

/** Runs a statement for at most `size` items at a time, in order, and collects the rows it returns. */
export async function inChunks<T, R = never>(
	items: readonly T[],
	size: number,
	run: (chunk: readonly T[]) => Promise<R[]>,
): Promise<R[]> {
	const results: R[] = [];
	for (let start = 0; start < items.length; start += size)
		for (const row of await run(items.slice(start, start + size)))
			results.push(row);
	return results;
}

/** How many rows with this many columns one statement may carry: at least one. */
export function rowsPerStatement(db: Db, columns: number): number {
	return Math.max(1, Math.floor(dialectOf(db).maxParameters / columns));
}
