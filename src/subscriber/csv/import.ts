import type { Clock } from "../../clock.ts";
import type { Db } from "../../db/schema.ts";
import {
	createDryRunAddresses,
	dropDryRunAddresses,
} from "../../db/subscriber/dry-run-addresses.ts";
import {
	hasSuppressions,
	lastSubscriberId,
} from "../../db/subscriber/subscriber-import.ts";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
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
	type CsvImportCounts,
	countRefusal,
	countUnknownTool,
	createImportCounts,
} from "./import-counts.ts";
import { type CsvRow, readRows } from "./rows.ts";

export interface ImportOptions {
	/** The header of a field, where its name is not known. An empty one ignores the field. */
	columns?: Partial<Record<CsvField, string>>;
	/** How the subscribers agreed, for rows that do not say; kept as proof. */
	consent?: string | null;
	/** The state of rows that do not say; active by default. */
	state?: SubscriberState;
	encoding?: Encoding | null;
	/** Only counts what would happen. */
	dryRun?: boolean;
	/** When aborted, the import ends after the current batch. */
	signal?: AbortSignal;
	/** After each batch. */
	onProgress?(counts: CsvImportCounts): void;
	/** For every row that is not imported, in order. */
	onRefusal?(refusal: Refusal): void;
}

/** Rows in one transaction: many, because a commit is slow, but few enough that others do not wait long. */
const BATCH = 5_000;

/**
 * Imports subscribers from CSV of any length, and keeps one batch in memory. Each
 * batch is a transaction, so that an interrupted import can be run again with the
 * same result. No address becomes active that has unsubscribed or is suppressed.
 *
 * @returns the counts of the rows so far
 * @throws Failure `empty-file`, `bad-columns`, `bad-csv`
 */
export async function importSubscribers(
	context: { db: Db; clock: Clock },
	bytes: AsyncIterable<Uint8Array>,
	options: ImportOptions = {},
): Promise<CsvImportCounts & { interrupted: boolean }> {
	const { clock } = context;
	const shared = {
		lastIdBefore: await lastSubscriberId(context.db),
		hash: await addressHasher(context.db),
		hasSuppressions: await hasSuppressions(context.db),
	};
	const runBatch = options.dryRun ? dryRunBatch : importBatch;
	const counts = createImportCounts();

	async function run(db: Db): Promise<boolean> {
		const read = createReader(options, clock);
		for await (const rows of batches(
			readRows(decodeText(bytes, options.encoding)),
		)) {
			if (options.signal?.aborted) return true;
			const parsed = read(rows);
			const outcome = await runBatch(
				{ ...shared, db, now: clock.now() },
				parsed.filter(isCsvSubscriber),
			);
			countRows(counts, parsed, outcome, options);
			options.onProgress?.(counts);
		}
		return false;
	}

	const interrupted = options.dryRun
		? await context.db.connection().execute(async (db) => {
				await createDryRunAddresses(db);
				try {
					return await run(db);
				} finally {
					await dropDryRunAddresses(db);
				}
			})
		: await run(context.db);
	return { ...counts, interrupted };
}

/** Reads rows. The first row of all names the columns. */
function createReader(options: ImportOptions, clock: Clock) {
	let columns: CsvColumns | null = null;
	return (rows: CsvRow[]): (CsvSubscriber | Refusal)[] => {
		let dataRows = rows;
		if (!columns) {
			const header = rows[0]?.cells ?? [];
			const withoutHeader = isBareList(header) && !options.columns;
			columns = withoutHeader
				? { email: 0 }
				: mapColumns(header, options.columns);
			if (!withoutHeader) dataRows = rows.slice(1);
		}
		const columnsOfFile = columns;
		const now = clock.now();
		return dataRows.map((row) => {
			const read = readCsvSubscriber(
				row,
				columnsOfFile,
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

/** Counts each row and reports the refused ones, in the order of the file. */
function countRows(
	counts: CsvImportCounts,
	read: readonly (CsvSubscriber | Refusal)[],
	{ decisions, unknownTools }: BatchOutcome,
	{ onRefusal }: ImportOptions,
): void {
	for (const slug of unknownTools) countUnknownTool(counts, slug);
	let next = 0;
	for (const one of read) {
		counts.rows++;
		if (isRefusal(one)) {
			countRefusal(counts, one);
			onRefusal?.(one);
			continue;
		}
		const decision = decisions[next++];
		if (!decision) throw new Error("a row without a decision");
		if (decision.kind === "refuse") {
			const { code, reason } = decision;
			const refusal = { line: one.line, address: one.email, code, reason };
			countRefusal(counts, refusal);
			onRefusal?.(refusal);
		} else if (decision.kind === "add") counts.added[one.state]++;
		else if (decision.kind === "confirm") counts.confirmed++;
		else if (decision.kind === "same") counts.same++;
		else counts.duplicates++;
	}
}
