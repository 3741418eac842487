import type { Clock, Instant } from "../../clock.ts";
import { lockCatalog } from "../../db/catalog/catalog-import.ts";
import {
	inDryRunTransaction,
	inTransactions,
	type Transact,
} from "../../db/dry-run-transaction.ts";
import type { Db } from "../../db/schema.ts";
import { describeFileError, findInput, type InputFile } from "./find-input.ts";
import { importChunk } from "./import-chunk.ts";
import {
	addFileState,
	emptyImportState,
	type ImportRun,
	type ImportState,
} from "./import-state.ts";
import { BadInput, type ImportProblem } from "./problem.ts";
import { readInput, type SourceDocument } from "./read-input.ts";
import { countOutcomes, type FileReport, type ImportReport } from "./report.ts";

export interface CatalogImportOptions {
	/** When the comparisons are published. Default: the date in each document, or else now. */
	publishedAt?: Instant;
	/** Reports what an import would do, but changes nothing. */
	dryRun?: boolean;
	onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
	/** The file being read, its place among all files from 1, and how many there are. */
	file: string;
	fileNumber: number;
	files: number;
	/** Comparisons read so far, in all files. */
	comparisons: number;
}

/** Documents written with the same statements. A larger number takes more memory and no less time. */
const CHUNK_SIZE = 200;

/**
 * Imports comparisons from files and folders: JSON, JSON Lines, page captures.
 * A file with an error is left out whole and reported; the other files are
 * imported. Importing the same files again changes nothing.
 */
export async function importPaths(
	db: Db,
	clock: Clock,
	paths: readonly string[],
	options: CatalogImportOptions = {},
): Promise<ImportReport> {
	const { files, errors } = await findInput(paths);
	const run: ImportRun = {
		now: clock.now(),
		publishedAt: options.publishedAt ?? null,
		state: emptyImportState(),
	};
	const dryRun = options.dryRun ?? false;
	const reports: FileReport[] = [];
	let comparisons = 0;
	await (dryRun ? inDryRunTransaction : inTransactions)(
		db,
		async (transact) => {
			for (const [index, file] of files.entries()) {
				const progress = (read: number) => {
					comparisons += read;
					options.onProgress?.({
						file: file.path,
						fileNumber: index + 1,
						files: files.length,
						comparisons,
					});
				};
				const result = await importFile(transact, run, file, progress);
				errors.push(...result.errors);
				reports.push(result.report);
			}
		},
	);
	return {
		dryRun,
		files: reports,
		comparisons: countOutcomes(run.state.comparisonOutcomes),
		tools: countOutcomes(run.state.toolOutcomes),
		warnings: run.state.warnings,
		errors,
	};
}

async function importFile(
	transact: Transact,
	run: ImportRun,
	file: InputFile,
	progress: (read: number) => void,
): Promise<{ report: FileReport; errors: ImportProblem[] }> {
	const fileState = emptyImportState();
	const chunks = chunksOf(readInput(file));
	try {
		// Most errors are found in the first chunk, so it is read before the catalog is locked.
		const first = await chunks.next();
		await transact(async (trx) => {
			await lockCatalog(trx);
			for (let next = first; !next.done; next = await chunks.next()) {
				await importChunk(
					trx,
					{ ...run, file: file.path, fileState },
					next.value,
				);
				progress(next.value.length);
			}
		});
	} catch (error) {
		return {
			report: reportOf(file, false, emptyImportState()),
			errors: problemsOf(error, file),
		};
	} finally {
		await chunks.return();
	}
	addFileState(run.state, fileState);
	return { report: reportOf(file, true, fileState), errors: [] };
}

async function* chunksOf(
	all: AsyncIterable<SourceDocument>,
): AsyncGenerator<SourceDocument[], void> {
	let chunk: SourceDocument[] = [];
	for await (const one of all) {
		chunk.push(one);
		if (chunk.length < CHUNK_SIZE) continue;
		yield chunk;
		chunk = [];
	}
	if (chunk.length > 0) yield chunk;
}

function reportOf(
	file: InputFile,
	ok: boolean,
	state: ImportState,
): FileReport {
	return {
		file: file.path,
		ok,
		comparisons: countOutcomes(state.comparisonOutcomes),
		tools: countOutcomes(state.toolOutcomes),
	};
}

function problemsOf(error: unknown, file: InputFile): ImportProblem[] {
	if (error instanceof BadInput)
		return error.problems.map((problem) => ({
			code: error.code,
			file: file.path,
			...problem,
		}));
	const [code, message] = describeFileError(error);
	return [{ code, file: file.path, message }];
}
