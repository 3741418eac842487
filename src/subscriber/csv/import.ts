import type { Db, Trx } from "../../db/schema.ts";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import { withDryRunAddresses } from "../../db/subscriber/dry-run-addresses.ts";
import { lastSubscriberId } from "../../db/subscriber/subscriber-import.ts";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { visible } from "../../text/visible-text.ts";
import type { Clock } from "../../time/clock.ts";
import { workThenRest } from "../../work-then-rest.ts";
import { addressHasher } from "../leaving/suppression.ts";
import {
	BARE_LIST,
	type ColumnPlan,
	isBareList,
	mapColumns,
	type NamedColumns,
} from "./columns.ts";
import {
	type CsvSubscriber,
	isCsvSubscriber,
	isRefusal,
	type Refusal,
	readCsvSubscriber,
} from "./csv-subscriber.ts";
import type { ChoiceChange, RowDecision } from "./decide-row.ts";
import { decodeText, type Encoding } from "./decode.ts";
import { requireExplained } from "./explain-columns.ts";
import type { EncodingGuess } from "./guess-encoding.ts";
import { nameSaysNotActive } from "./header/telling-words.ts";
import { type BatchOutcome, dryRunBatch, importBatch } from "./import-batch.ts";
import {
	type CsvImportCounts,
	countRefusal,
	countUnknownTool,
	countWarning,
	createImportCounts,
} from "./import-counts.ts";
import { categoryKey } from "./own-categories.ts";
import type { RowContext } from "./row-context.ts";
import { type CsvRow, readRows } from "./rows.ts";

export interface ImportOptions {
	/** The headers of fields, where they are not known. An empty one ignores the field. */
	columns?: NamedColumns;
	/** Headers of columns that say nothing of whether somebody may be mailed. */
	ignore?: readonly string[];
	/** How the subscribers agreed, for rows that do not say; kept as proof. */
	consent?: string | null;
	/** The state of rows that do not say; active by default, unless the file has a column for it. */
	state?: SubscriberState | "suppressed";
	encoding?: Encoding | null;
	/** The name of the file, which may say that its people left. */
	fileName?: string;
	/** The filled cells of a row replace the name and the choices of who is here already. */
	update?: boolean;
	/** Only counts what would happen. */
	dryRun?: boolean;
	/** In a process that also sends and answers: small batches, and a rest after each. */
	gentle?: boolean;
	/** Called in the transaction of each batch, with what became of its rows. */
	record?(trx: Trx, decisions: readonly RowDecision[]): Promise<void>;
	/** When aborted, the import ends after the current batch. */
	signal?: AbortSignal;
	/** After each batch. */
	onProgress?(counts: CsvImportCounts): void;
	/** For every row that is not imported, in order, with its cells as in the file. */
	onRefusal?(refusal: Refusal, cells: readonly string[]): void;
	/** The same for every subscriber whose name or choices the file changes. */
	onChange?(changed: ChangedSubscriber, cells: readonly string[]): void;
	/** Called once, with the columns that are used and those that are not. */
	onColumns?(plan: ColumnPlan): void;
	/** Called once, with how the file's encoding was found. */
	onEncoding?(guess: EncodingGuess): void;
}

export interface ChangedSubscriber {
	line: number;
	address: string;
	changes: readonly ChoiceChange[];
}

/** Rows in one transaction: many, because a commit is slow, but few enough that others do not wait long. */
const BATCH = 5_000;
/** Of a gentle import: everything else in the process waits for as long as one takes. */
const GENTLE_BATCH = 250;

/**
 * Imports subscribers from CSV of any length, and keeps one batch in memory. Each
 * batch is a transaction, so that an interrupted import can be run again with the
 * same result. No address becomes active that has unsubscribed or is suppressed.
 * Who left according to the file is unsubscribed here, too.
 *
 * @returns the counts of the rows so far
 * @throws Failure `empty-file`, `not-csv`, `bad-columns`, `no-state`, `bad-csv`
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
		update: options.update ?? false,
		...(options.record ? { record: options.record } : {}),
	};
	const rows = options.gentle ? GENTLE_BATCH : BATCH;
	const paced = options.gentle
		? workThenRest
		: <T>(step: () => Promise<T>) => step();
	const knownCategories = new Set(
		(await categoriesOfTools(context.db)).map(categoryKey),
	);
	const runBatch = options.dryRun ? dryRunBatch : importBatch;
	const counts = createImportCounts();

	async function run(db: Db): Promise<boolean> {
		const read = createReader(options, clock, knownCategories);
		for await (const batch of batches(
			readRows(decodeText(bytes, options.encoding, options.onEncoding)),
			rows,
		)) {
			if (options.signal?.aborted) return true;
			await paced(async () => {
				const parsed = read(batch);
				const outcome = await runBatch(
					{ ...shared, db, now: clock.now() },
					parsed.filter(isCsvSubscriber),
				);
				// The first row of all may be the header.
				const rows = batch.slice(batch.length - parsed.length);
				countRows(counts, rows, parsed, outcome, options);
			});
			options.onProgress?.(counts);
		}
		return false;
	}

	const interrupted = options.dryRun
		? await withDryRunAddresses(context.db, run)
		: await run(context.db);
	return { ...counts, interrupted };
}

/** Reads rows. The first row of all names the columns. */
function createReader(
	options: ImportOptions,
	clock: Clock,
	knownCategories: ReadonlySet<string>,
) {
	let plan: ColumnPlan | null = null;
	return (rows: CsvRow[]): (CsvSubscriber | Refusal)[] => {
		let dataRows = rows;
		if (!plan) {
			const header = rows[0]?.cells ?? [];
			const withoutHeader = isBareList(header) && !options.columns;
			if (!withoutHeader) dataRows = rows.slice(1);
			plan = withoutHeader
				? BARE_LIST
				: mapColumns(header, options.columns, options.ignore, dataRows);
			options.onColumns?.(plan);
			requireExplained(plan, dataRows);
			requireState(plan, options);
		}
		const context: RowContext = {
			plan,
			state: options.state,
			consent: options.consent ?? null,
			knownCategories,
			now: clock.now(),
		};
		return dataRows.map((row) => readCsvSubscriber(row, context));
	};
}

/** Mailchimp's file of people who never subscribed has no column that says so, only its name. @throws Failure `no-state` */
function requireState(
	{ signs }: ColumnPlan,
	{ state, fileName = "" }: ImportOptions,
): void {
	if (
		state === undefined &&
		!signs.some(({ field }) => field !== "disabled") &&
		nameSaysNotActive(fileName)
	)
		throw new Failure(
			"no-state",
			`The name of the file, “${visible(fileName)}”, says that its people are no subscribers, and no column of it says what they are. Nothing was imported. Say it with --state pending (they never agreed), --state unsubscribed, --state suppressed, or --state active.`,
		);
}

async function* batches(
	pieces: AsyncIterable<CsvRow[]>,
	size: number,
): AsyncGenerator<CsvRow[]> {
	let waiting: CsvRow[] = [];
	for await (const piece of pieces) {
		waiting = waiting.length > 0 ? waiting.concat(piece) : piece;
		let start = 0;
		for (; waiting.length - start >= size; start += size)
			yield waiting.slice(start, start + size);
		if (start > 0) waiting = waiting.slice(start);
	}
	if (waiting.length > 0) yield waiting;
}

/** Counts each row and reports the refused ones, in the order of the file. */
function countRows(
	counts: CsvImportCounts,
	rows: readonly CsvRow[],
	read: readonly (CsvSubscriber | Refusal)[],
	{ decisions, unknownTools }: BatchOutcome,
	{ onRefusal, onChange }: ImportOptions,
): void {
	for (const slug of unknownTools) countUnknownTool(counts, slug);
	let next = 0;
	const cellsAt = (index: number) => rows[index]?.cells ?? [];
	const refuse = (refusal: Refusal, index: number) => {
		countRefusal(counts, refusal);
		onRefusal?.(refusal, cellsAt(index));
	};
	for (const [index, one] of read.entries()) {
		counts.rows++;
		if (isRefusal(one)) {
			refuse(one, index);
			continue;
		}
		for (const warning of one.warnings) countWarning(counts, one.line, warning);
		const decision = decisions[next++];
		if (!decision) throw new Error("a row without a decision");
		const { line, email: address } = one;
		if ("changes" in decision && decision.changes.length > 0)
			onChange?.({ line, address, changes: decision.changes }, cellsAt(index));
		if (decision.kind === "refuse") {
			const { code, reason } = decision;
			refuse({ line, address, code, reason }, index);
		} else if (decision.kind === "add") counts.added[one.state]++;
		else if (decision.kind === "confirm") counts.confirmed++;
		else if (decision.kind === "leave") counts.left++;
		else if (decision.kind === "suppress") counts.suppressed++;
		else if (decision.kind === "update") counts.updated++;
		else if (decision.kind === "same") counts.same++;
		else counts.duplicates++;
	}
}
