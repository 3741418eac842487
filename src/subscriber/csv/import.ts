import type { Clock } from "../../clock.ts";
import type { Db, SubscriberState } from "../../db/schema.ts";
import { dropDryRun, openDryRun } from "../../db/subscriber/dry-run.ts";
import {
	anySuppressed,
	lastSubscriberId,
} from "../../db/subscriber/subscriber-import.ts";
import { addressHasher } from "../leaving/suppression.ts";
import {
	type CsvColumns,
	type CsvField,
	isBareList,
	mapColumns,
} from "./columns.ts";
import {
	type CsvSubscriber,
	isCsvSubscriber,
	isRefusal,
	type Refusal,
	readCsvSubscriber,
} from "./csv-subscriber.ts";
import { decodeText, type Encoding } from "./decode.ts";
import { type BatchOutcome, dryRunBatch, importBatch } from "./import-batch.ts";
import {
	countRefusal,
	countUnknownTool,
	createImportCounts,
	type ImportCounts,
} from "./import-counts.ts";
import { type CsvRow, readRows } from "./rows.ts";

export interface ImportOptions {
	/** By field the header that holds it, where it has a name that is not known; an empty one leaves it out. */
	columns?: Partial<Record<CsvField, string>>;
	/** How those agreed whose rows do not tell it, kept as proof. */
	consent?: string | null;
	/** Of those whose rows tell none. */
	state?: SubscriberState;
	encoding?: Encoding | null;
	/** Tells what would happen, and does nothing. */
	dryRun?: boolean;
	/** Aborted: it ends after the rows in hand. */
	signal?: AbortSignal;
	onProgress?(tally: ImportCounts): void;
	/** Every row that is not taken in, in their order. */
	onRefusal?(refusal: Refusal): void;
}

/** Rows in one transaction: long enough to make its way to the disk cheap, short enough for others to wait. */
const BATCH = 5_000;

/**
 * Takes subscribers in from CSV of any length, in memory for some thousand
 * rows. Each batch is a transaction: killed at any moment and repeated, it
 * comes to the same subscribers. Nobody who left or must not be mailed comes
 * back by it.
 *
 * @returns what it came to, as far as it came
 * @throws Failure `empty-file`, `bad-columns`, `bad-csv`
 */
export async function importSubscribers(
	room: { db: Db; clock: Clock },
	bytes: AsyncIterable<Uint8Array>,
	options: ImportOptions = {},
): Promise<ImportCounts & { interrupted: boolean }> {
	const { clock } = room;
	const ground = {
		before: await lastSubscriberId(room.db),
		hash: await addressHasher(room.db),
		anySuppressed: await anySuppressed(room.db),
	};
	const take = options.dryRun ? dryRunBatch : importBatch;
	const tally = createImportCounts();

	async function run(db: Db): Promise<boolean> {
		const reader = createReader(options, clock);
		for await (const rows of batches(
			readRows(decodeText(bytes, options.encoding)),
		)) {
			if (options.signal?.aborted) return true;
			const read = reader(rows);
			const outcome = await take(
				{ ...ground, db, now: clock.now() },
				read.filter(isCsvSubscriber),
			);
			settle(tally, read, outcome, options);
			options.onProgress?.(tally);
		}
		return false;
	}

	const interrupted = options.dryRun
		? await room.db.connection().execute(async (db) => {
				await openDryRun(db);
				try {
					return await run(db);
				} finally {
					await dropDryRun(db);
				}
			})
		: await run(room.db);
	return { ...tally, interrupted };
}

/** The first row names the columns. */
function createReader(options: ImportOptions, clock: Clock) {
	let columns: CsvColumns | null = null;
	return (rows: CsvRow[]): (CsvSubscriber | Refusal)[] => {
		let people = rows;
		if (!columns) {
			const header = rows[0]?.cells ?? [];
			const bare = isBareList(header) && !options.columns;
			columns = bare ? { email: 0 } : mapColumns(header, options.columns);
			if (!bare) people = rows.slice(1);
		}
		const named = columns;
		const now = clock.now();
		return people.map((row) => {
			const read = readCsvSubscriber(
				row,
				named,
				options.state ?? "active",
				now,
			);
			if (!isRefusal(read)) read.consent ??= options.consent ?? null;
			return read;
		});
	};
}

async function* batches(
	pieces: AsyncIterable<CsvRow[]>,
): AsyncGenerator<CsvRow[]> {
	let waiting: CsvRow[] = [];
	for await (const piece of pieces) {
		waiting = waiting.length > 0 ? waiting.concat(piece) : piece;
		let start = 0;
		for (; waiting.length - start >= BATCH; start += BATCH)
			yield waiting.slice(start, start + BATCH);
		if (start > 0) waiting = waiting.slice(start);
	}
	if (waiting.length > 0) yield waiting;
}

/** Tells what became of each row, in the order of the file. */
function settle(
	tally: ImportCounts,
	read: readonly (CsvSubscriber | Refusal)[],
	{ decisions, unknownTools }: BatchOutcome,
	{ onRefusal }: ImportOptions,
): void {
	for (const slug of unknownTools) countUnknownTool(tally, slug);
	let next = 0;
	for (const one of read) {
		tally.rows++;
		if (isRefusal(one)) {
			countRefusal(tally, one);
			onRefusal?.(one);
			continue;
		}
		const decision = decisions[next++];
		if (!decision) throw new Error("a row without a decision");
		if (decision.kind === "refuse") {
			const { code, reason } = decision;
			const refusal = { line: one.line, address: one.email, code, reason };
			countRefusal(tally, refusal);
			onRefusal?.(refusal);
		} else if (decision.kind === "add") tally.added[one.state]++;
		else if (decision.kind === "confirm") tally.confirmed++;
		else if (decision.kind === "same") tally.same++;
		else tally.duplicates++;
	}
}
