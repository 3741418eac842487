import type { Clock, Instant } from "../../clock.ts";
import { lockCatalog } from "../../db/catalog/catalog-import.ts";
import {
	rehearse,
	type Transact,
	withTransactions,
} from "../../db/dry-run-transaction.ts";
import type { Db } from "../../db/schema.ts";
import { describeFileError } from "./file-error.ts";
import { findInput, type InputFile } from "./find-input.ts";
import { BadInput, type Finding } from "./finding.ts";
import { importChunk } from "./import-chunk.ts";
import {
	emptyMemory,
	type Memory,
	type Run,
	remember,
} from "./import-state.ts";
import { readInput, type Told } from "./read-input.ts";
import { countOutcomes, type FileReport, type ImportReport } from "./report.ts";

export interface ImportOptions {
	/** When the comparisons were or will be published; default: as each document says, else now. */
	publishedAt?: Instant;
	/** Reports what an import would do, and does nothing. */
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

/** So many documents share their statements; more gain no speed, only memory. */
const CHUNK = 200;

/**
 * Imports comparisons from files and folders: JSON, JSON Lines, page captures.
 * All or nothing for each file; a bad file is an error in the report and does
 * not keep the good ones out. Importing again changes nothing.
 */
export async function importPaths(
	db: Db,
	clock: Clock,
	paths: readonly string[],
	options: ImportOptions = {},
): Promise<ImportReport> {
	const { files, errors } = await findInput(paths);
	const run: Run = {
		now: clock.now(),
		publishedAt: options.publishedAt ?? null,
		memory: emptyMemory(),
	};
	const dryRun = options.dryRun ?? false;
	const reports: FileReport[] = [];
	let comparisons = 0;
	await (dryRun ? rehearse : withTransactions)(db, async (transact) => {
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
			const problems = await importFile(transact, run, file, progress);
			errors.push(...problems.errors);
			reports.push(problems.report);
		}
	});
	return {
		dryRun,
		files: reports,
		comparisons: countOutcomes(run.memory.comparisonOutcomes),
		tools: countOutcomes(run.memory.toolOutcomes),
		warnings: run.memory.warnings,
		errors,
	};
}

async function importFile(
	transact: Transact,
	run: Run,
	file: InputFile,
	progress: (read: number) => void,
): Promise<{ report: FileReport; errors: Finding[] }> {
	const own = emptyMemory();
	const chunks = inChunks(readInput(file));
	try {
		// Much that is bad is found in the first chunk, before a lock is taken for it.
		const first = await chunks.next();
		await transact(async (trx) => {
			await lockCatalog(trx);
			for (let next = first; !next.done; next = await chunks.next()) {
				await importChunk(trx, { ...run, file: file.path, own }, next.value);
				progress(next.value.length);
			}
		});
	} catch (error) {
		return {
			report: reportOf(file, false, emptyMemory()),
			errors: findingsOf(error, file),
		};
	} finally {
		await chunks.return();
	}
	remember(run.memory, own);
	return { report: reportOf(file, true, own), errors: [] };
}

async function* inChunks(
	all: AsyncIterable<Told>,
): AsyncGenerator<Told[], void> {
	let chunk: Told[] = [];
	for await (const one of all) {
		chunk.push(one);
		if (chunk.length < CHUNK) continue;
		yield chunk;
		chunk = [];
	}
	if (chunk.length > 0) yield chunk;
}

function reportOf(file: InputFile, ok: boolean, own: Memory): FileReport {
	return {
		file: file.path,
		ok,
		comparisons: countOutcomes(own.comparisonOutcomes),
		tools: countOutcomes(own.toolOutcomes),
	};
}

function findingsOf(error: unknown, file: InputFile): Finding[] {
	if (error instanceof BadInput)
		return error.problems.map((problem) => ({
			code: error.code,
			file: file.path,
			...problem,
		}));
	const [code, message] = describeFileError(error);
	return [{ code, file: file.path, message }];
}
