import { lockCatalog } from "../../db/catalog/catalog-import.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import type { Db, Trx } from "../../db/schema.ts";
import {
	type CatalogStore,
	plannedCatalog,
	readOnlyCatalog,
	storedCatalog,
} from "./catalog-store.ts";
import type { InputFile } from "./find-input.ts";
import { type FileImport, importChunk } from "./import-chunk.ts";
import {
	emptyImportState,
	type ImportRun,
	type ImportState,
} from "./import-state.ts";
import { BadInput } from "./problem.ts";
import { readInput, type SourceDocument } from "./read-input.ts";
import { countOutcomes } from "./report.ts";

/** Documents written with the same statements. A larger number takes more memory and no less time. */
const CHUNK_SIZE = 200;
/** Documents that are written in one transaction, which takes about a second. All else that writes waits meanwhile. */
const TRANSACTION_SIZE = 2_000;

/**
 * Imports one file. It is read and checked whole before anything is written, so that
 * no transaction waits for a disk or a network share, and so that a file with an
 * error is left out whole. Up to `TRANSACTION_SIZE` documents are one transaction. A
 * larger file is read twice and written in several: a kill leaves a part, and
 * importing it again completes it.
 *
 * @param progress called with the number of comparisons that were added
 * @throws BadInput and what the file system throws
 */
export async function importFile(
	db: Db,
	run: ImportRun,
	file: InputFile,
	progress: (read: number) => void,
): Promise<ImportState> {
	const documents = await readAndCheck(db, run, file);
	if (documents === null) return importInParts(db, run, file, progress);
	const fileState = emptyImportState();
	await write(db, { ...run, file: file.name, fileState }, documents, progress);
	return fileState;
}

/** Does the same to the plan of a dry run. */
export async function planFile(
	plan: CatalogStore,
	run: ImportRun,
	file: InputFile,
	progress: (read: number) => void,
): Promise<ImportState> {
	const fileState = emptyImportState();
	// Left behind if the file has an error.
	const filePlan = plannedCatalog(plan);
	for await (const chunk of inParts(readInput(file), CHUNK_SIZE)) {
		await importChunk(filePlan, { ...run, file: file.name, fileState }, chunk);
		progress(chunk.length);
	}
	await plan.save(filePlan.changes);
	return fileState;
}

/** @returns the documents; null: there are too many for one transaction, and all are sound */
async function readAndCheck(
	db: Db,
	run: ImportRun,
	file: InputFile,
): Promise<SourceDocument[] | null> {
	const check = { ...run, file: file.name, fileState: emptyImportState() };
	let documents: SourceDocument[] | null = [];
	for await (const chunk of inParts(readInput(file), CHUNK_SIZE)) {
		if (documents !== null) {
			documents.push(...chunk);
			if (documents.length <= TRANSACTION_SIZE) continue;
		}
		await importChunk(readOnlyCatalog(db), check, documents ?? chunk);
		documents = null;
	}
	return documents;
}

async function importInParts(
	db: Db,
	run: ImportRun,
	file: InputFile,
	progress: (read: number) => void,
): Promise<ImportState> {
	const fileState = emptyImportState();
	let written = 0;
	try {
		for await (const part of inParts(readInput(file), TRANSACTION_SIZE)) {
			await write(db, { ...run, file: file.name, fileState }, part, progress);
			written += part.length;
		}
	} catch (error) {
		if (written === 0 || !(error instanceof BadInput)) throw error;
		// It was sound when it was checked.
		throw new BadInput(
			error.code,
			error.problems.map((problem) => ({
				...problem,
				message: `${problem.message} (the file or the catalog was changed during the import; the first ${written} comparisons of the file were imported)`,
			})),
		);
	}
	return fileState;
}

/** In one transaction, inside of which nothing is read but the database. */
async function write(
	db: Db,
	run: FileImport,
	documents: readonly SourceDocument[],
	progress: (read: number) => void,
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await lockCatalog(trx);
		const catalog = storedCatalog(trx, { ...run, action: "import" });
		for (let start = 0; start < documents.length; start += CHUNK_SIZE) {
			const chunk = documents.slice(start, start + CHUNK_SIZE);
			await importChunk(catalog, run, chunk);
			progress(chunk.length);
		}
		await recordImport(trx, run);
	});
}

/** Says in the audit log what the file has changed so far; nothing, if that is nothing. */
async function recordImport(
	trx: Trx,
	{ now, who, file, fileState }: FileImport,
): Promise<void> {
	const comparisons = countOutcomes(fileState.comparisonOutcomes);
	const tools = countOutcomes(fileState.toolOutcomes);
	if ([comparisons, tools].every((one) => one.created + one.updated === 0))
		return;
	await insertAuditEntry(trx, {
		at: now,
		who,
		action: "import",
		what: "catalog",
		before: null,
		after: { file, comparisons, tools },
	});
}

async function* inParts(
	all: AsyncIterable<SourceDocument>,
	size: number,
): AsyncGenerator<SourceDocument[], void> {
	let part: SourceDocument[] = [];
	for await (const one of all) {
		part.push(one);
		if (part.length < size) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}
