import { randomBytes } from "node:crypto";
import { describeError, Failure } from "../../errors.ts";
import { importByEditor } from "../../subscriber/by-editor/lists.ts";
import type { ColumnPlan } from "../../subscriber/csv/columns.ts";
import type { Refusal } from "../../subscriber/csv/csv-subscriber.ts";
import { type FirstRows, firstRows } from "../../subscriber/csv/first-rows.ts";
import type { EncodingGuess } from "../../subscriber/csv/guess-encoding.ts";
import type {
	ChangedSubscriber,
	ImportOptions,
} from "../../subscriber/csv/import.ts";
import type { CsvImportCounts } from "../../subscriber/csv/import-counts.ts";
import type { StudioDeps } from "../deps.ts";
import { type RefusedRows, refusedRows } from "./refused-rows.ts";

/** One file is in memory at a time. */
export const FILE_GONE =
	"Another file was sent in after this one, so this one is not kept any more. Nothing of it was imported. Send it again.";

/** What an editor said of a file. */
export type ImportAnswers = Pick<
	ImportOptions,
	"columns" | "ignore" | "consent" | "state" | "encoding" | "update"
>;

/** What a dry run or an import found. */
interface Found {
	columns?: ColumnPlan;
	encoding?: EncodingGuess;
	counts?: CsvImportCounts;
	/** The first of them. */
	refusals: Refusal[];
	/** All of them, as a file; null: none was read, or it is not kept any more. */
	refused: RefusedRows | null;
	changes: ChangedSubscriber[];
	/** Of the bytes of the file, 0 to 1. */
	share: number;
	/** Why it ended early; null: it did not. */
	failure: string | null;
}

/** A file on its way into the list. It is in memory alone: a restart forgets it. */
export interface ImportRun {
	readonly id: string;
	/** Of the file; empty: it was pasted. */
	readonly fileName: string;
	/** checked: the dry run has ended, with its failure or without. */
	stage: "checking" | "checked" | "importing" | "done";
	/** Raised by each dry run: an import is of exactly the one that was shown. */
	version: number;
	/** Null once it was imported or forgotten. */
	bytes: Uint8Array | null;
	first: FirstRows | null;
	/** As in the form, to show it again. */
	form: URLSearchParams;
	found: Found;
}

export interface ImportRuns {
	of(id: string): ImportRun | undefined;
	/** Takes a file and begins its dry run. @throws Failure `import-busy` */
	begin(
		bytes: Uint8Array,
		fileName: string,
		form: URLSearchParams,
		answers: ImportAnswers,
	): ImportRun;
	/** Another dry run with other answers. @throws Failure `import-busy`, `import-over` */
	check(run: ImportRun, form: URLSearchParams, answers: ImportAnswers): void;
	/** Imports what the dry run of this version showed. Once it has begun it changes nothing. @throws Failure `import-busy`, `import-changed` */
	start(run: ImportRun, version: number): void;
}

/** Files that are remembered; of all but the newest only what became of them. */
const REMEMBERED = 5;
const FIRST_REFUSALS = 100;
const FIRST_CHANGES = 20;
/** Rows that are shown for who says what the columns mean. */
const FIRST_ROWS = 3;
/** Read at a time: a larger piece is parsed at one go, and everything waits for it. */
const PIECE = 16 * 1024;
/** Addresses are kept in memory no longer than this after the last act. */
const FORGET_AFTER_MS = 60 * 60_000;

/** The imports of this process, one at a time. They run in small batches with rests, beside pages and sending. */
export function importRuns(deps: StudioDeps): ImportRuns {
	const runs = new Map<string, ImportRun>();
	const answersOf = new WeakMap<ImportRun, ImportAnswers>();
	const forgetting = new WeakMap<ImportRun, NodeJS.Timeout>();

	const isBusy = ({ stage }: ImportRun) =>
		stage === "checking" || stage === "importing";

	function requireFree(): void {
		if ([...runs.values()].some(isBusy))
			throw new Failure(
				"import-busy",
				"Another file is being read or imported right now. Wait until it has ended, and try again.",
			);
	}

	function forgetLater(run: ImportRun): void {
		clearTimeout(forgetting.get(run));
		const timer = setTimeout(() => {
			if (!isBusy(run)) runs.delete(run.id);
		}, FORGET_AFTER_MS);
		timer.unref();
		forgetting.set(run, timer);
	}

	async function work(run: ImportRun, dryRun: boolean): Promise<void> {
		const { bytes, found } = run;
		if (bytes === null) return;
		const answers = answersOf.get(run) ?? {};
		const keepRefusal = keepFirst(found.refusals, FIRST_REFUSALS);
		try {
			run.first ??= await firstRows(
				pieces(bytes),
				answers.encoding ?? null,
				FIRST_ROWS,
			);
			const { interrupted, ...counts } = await importByEditor(
				deps,
				pieces(bytes, (share) => {
					found.share = share;
				}),
				{
					...answers,
					...(run.fileName ? { fileName: run.fileName } : {}),
					dryRun,
					gentle: true,
					signal: deps.closing,
					onColumns: (columns) => {
						found.columns = columns;
						found.refused = refusedRows(columns.header);
					},
					onEncoding: (encoding) => {
						found.encoding = encoding;
					},
					onProgress: (so) => {
						found.counts = so;
					},
					onRefusal: (refusal, cells) => {
						keepRefusal(refusal);
						found.refused?.add(refusal, cells);
					},
					onChange: keepFirst(found.changes, FIRST_CHANGES),
				},
			);
			found.counts = counts;
			if (interrupted)
				found.failure =
					"The server was stopped. Import the same file again: no row is imported twice.";
		} catch (error) {
			found.failure = describeError(error);
			if (!(error instanceof Failure))
				deps.log.error({ error: found.failure }, "an import failed");
		}
	}

	function go(run: ImportRun, stage: "checking" | "importing"): void {
		run.stage = stage;
		run.found = nothingFound();
		void work(run, stage === "checking").then(() => {
			run.stage = stage === "checking" ? "checked" : "done";
			if (run.stage === "done") run.bytes = null;
			forgetLater(run);
		});
	}

	function check(
		run: ImportRun,
		form: URLSearchParams,
		answers: ImportAnswers,
	): void {
		requireFree();
		if (run.stage === "checked" && run.bytes === null)
			throw new Failure("import-gone", FILE_GONE);
		if (run.bytes === null)
			throw new Failure(
				"import-over",
				"This file was imported already. Send it again to import it with other answers.",
			);
		if (answersOf.get(run)?.encoding !== answers.encoding) run.first = null;
		answersOf.set(run, answers);
		run.form = form;
		run.version++;
		go(run, "checking");
	}

	return {
		of: (id) => runs.get(id),
		begin(bytes, fileName, form, answers) {
			requireFree();
			const run: ImportRun = {
				id: randomBytes(12).toString("base64url"),
				fileName,
				stage: "checked",
				version: 0,
				bytes,
				first: null,
				form,
				found: nothingFound(),
			};
			for (const older of runs.values()) {
				older.bytes = null;
				older.found.refused = null;
			}
			runs.set(run.id, run);
			const [oldest] = runs.keys();
			if (runs.size > REMEMBERED && oldest !== undefined) runs.delete(oldest);
			check(run, form, answers);
			return run;
		},
		check,
		start(run, version) {
			if (run.stage === "importing" || run.stage === "done") return;
			requireFree();
			if (run.bytes === null) throw new Failure("import-gone", FILE_GONE);
			if (run.version !== version || run.found.failure !== null)
				throw new Failure(
					"import-changed",
					"The dry run is not the one that your page showed. Nothing was imported. Look at it again.",
				);
			go(run, "importing");
		},
	};
}

function nothingFound(): Found {
	return { refusals: [], refused: null, changes: [], share: 0, failure: null };
}

async function* pieces(
	bytes: Uint8Array,
	onShare: (share: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += PIECE) {
		yield bytes.subarray(at, at + PIECE);
		onShare(Math.min(1, (at + PIECE) / bytes.length));
	}
}

function keepFirst<T>(list: T[], most: number): (one: T) => void {
	return (one) => {
		if (list.length < most) list.push(one);
	};
}
