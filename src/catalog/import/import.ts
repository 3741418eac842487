import type { Db } from "../../db/schema.ts";
import type { Clock, Instant } from "../../time/clock.ts";
import type { CatalogState } from "./catalog-state.ts";
import { plannedCatalog, readOnlyCatalog } from "./catalog-store.ts";
import { type CatalogChange, changesOf } from "./changes.ts";
import { describeFileError, findInput, type InputFile } from "./find-input.ts";
import { importFile, planFile } from "./import-file.ts";
import {
	addFileState,
	emptyImportState,
	type ImportRun,
	type ImportState,
} from "./import-state.ts";
import { BadInput, type ImportProblem } from "./problem.ts";
import { countOutcomes, type FileReport, type ImportReport } from "./report.ts";

export interface CatalogImportOptions {
	/** When the comparisons are published. Default: the date in each document, or else now. */
	publishedAt?: Instant;
	/** Reports what an import would do, but changes nothing. */
	dryRun?: boolean;
	/** Who imports, for the history and the audit log. Default: the program itself. */
	actor?: string;
	/** Gets, of a dry run, what it would change fact by fact. */
	onPlanned?: (changes: CatalogChange[]) => void;
	onProgress?: (progress: ImportProgress) => void;
}

/** For a publication time that no document and no option states. */
export const AT_IMPORT = "at the import";

export interface ImportProgress {
	/** The file being read, its place among all files from 1, and how many there are. */
	file: string;
	fileNumber: number;
	files: number;
	/** Comparisons read so far, in all files. */
	comparisons: number;
}

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
	return importFiles(db, clock, files, errors, options);
}

/**
 * The same with files that were found already.
 *
 * @param errors what was wrong with others; the report has them too
 */
export async function importFiles(
	db: Db,
	clock: Clock,
	files: readonly InputFile[],
	errors: ImportProblem[],
	options: CatalogImportOptions = {},
): Promise<ImportReport> {
	const run: ImportRun = {
		now: clock.now(),
		who: options.actor ?? "schedule",
		publishedAt: options.publishedAt ?? null,
		state: emptyImportState(),
	};
	const dryRun = options.dryRun ?? false;
	const reports: FileReport[] = [];
	let comparisons = 0;
	const plan = dryRun ? plannedCatalog(readOnlyCatalog(db)) : null;
	for (const [index, file] of files.entries()) {
		const progress = (read: number) => {
			comparisons += read;
			options.onProgress?.({
				file: file.name,
				fileNumber: index + 1,
				files: files.length,
				comparisons,
			});
		};
		try {
			const state = await (plan
				? planFile(plan, run, file, progress)
				: importFile(db, run, file, progress));
			addFileState(run.state, state);
			reports.push(reportOf(file, true, state));
		} catch (error) {
			errors.push(...problemsOf(error, file));
			reports.push(reportOf(file, false, emptyImportState()));
		}
	}
	if (plan) options.onPlanned?.(shownChanges(plan.changes, run.now));
	return {
		dryRun,
		files: reports,
		comparisons: countOutcomes(run.state.comparisonOutcomes),
		tools: countOutcomes(run.state.toolOutcomes),
		warnings: run.state.warnings,
		errors,
	};
}

/** A time that is that of the import depends on when it runs, so it is shown as words. */
function shownChanges(planned: CatalogState, now: Instant): CatalogChange[] {
	return changesOf(planned).map((change) =>
		change.what === "tool"
			? change
			: {
					...change,
					fields: change.fields.map((one) =>
						one.after === now ? { ...one, after: AT_IMPORT } : one,
					),
				},
	);
}

function reportOf(
	file: InputFile,
	ok: boolean,
	state: ImportState,
): FileReport {
	return {
		file: file.name,
		ok,
		comparisons: countOutcomes(state.comparisonOutcomes),
		tools: countOutcomes(state.toolOutcomes),
	};
}

function problemsOf(error: unknown, file: InputFile): ImportProblem[] {
	if (error instanceof BadInput)
		return error.problems.map((problem) => ({
			code: error.code,
			file: file.name,
			...problem,
		}));
	const [code, message] = describeFileError(error);
	return [{ code, file: file.name, message }];
}
