import type { Instant } from "../../time/clock.ts";
import type { ToolFacts } from "../facts.ts";
import type { CatalogState } from "./catalog-state.ts";
import type { CatalogStore } from "./catalog-store.ts";
import type { ImportRun, ImportState } from "./import-state.ts";
import {
	type Corrections,
	correctionWarnings,
	keepComparisonCorrections,
	keepToolCorrections,
} from "./keep-corrections.ts";
import { fillGaps, mergeFacts, sameFacts } from "./merge-facts.ts";
import { badInput } from "./problem.ts";
import type { SourceDocument } from "./read-input.ts";
import { type ImportOutcome, recordOutcome } from "./report.ts";

/** The import of one file. */
export interface FileImport extends ImportRun {
	readonly file: string;
	/** What was imported from this file so far. */
	readonly fileState: ImportState;
}

/** The same, with the corrections that hold when a chunk begins. */
interface ChunkImport extends FileImport {
	readonly corrections: Corrections;
}

/**
 * Imports some documents, with a handful of statements for all of them.
 *
 * A document is true as of its publication, or, if it has no date, as of the
 * import that first sees it. A tool's facts only ever change to newer ones
 * (`mergeFacts` has the rules). Importing the same document again for a
 * comparison changes nothing, whatever was imported in between. What an editor
 * corrected holds until a document newer than the correction says something else
 * than what was corrected (`keep-corrections.ts`).
 *
 * @throws BadInput `duplicate`, `slug-taken`
 */
export async function importChunk(
	store: CatalogStore,
	run: FileImport,
	chunk: readonly SourceDocument[],
): Promise<void> {
	const documents = chunk.map((document) => document.facts);
	const catalog = await store.load(documents);
	const corrections = await store.corrections(documents);
	for (const document of chunk)
		applyDocument({ ...run, corrections }, catalog, document);
	await store.save(catalog);
}

function applyDocument(
	run: ChunkImport,
	catalog: CatalogState,
	document: SourceDocument,
): void {
	const { facts, hash } = document;
	const { now, fileState } = run;
	refuseDuplicate(run, document);
	refuseOtherTools(catalog, document);
	for (const warning of document.warnings)
		fileState.warnings.push({ file: run.file, ...warning });
	const before = catalog.comparisons.get(facts.slug);
	const earlier = run.state.hashes.get(facts.slug);
	const publishedAt = run.publishedAt ?? facts.publishedAt;
	const same =
		before?.hash === hash &&
		(publishedAt === null ||
			keepComparisonCorrections(run.corrections, facts.slug, before, {
				...before,
				publishedAt,
			}).facts.publishedAt === before.publishedAt);
	fileState.hashes.set(facts.slug, hash);
	if (same || earlier === hash) {
		recordOutcome(fileState.comparisonOutcomes, facts.slug, "unchanged");
		recordOutcome(fileState.toolOutcomes, facts.left.slug, "unchanged");
		recordOutcome(fileState.toolOutcomes, facts.right.slug, "unchanged");
		return;
	}
	// An earlier file has this comparison: its facts are kept, and this file only fills gaps.
	const outcome = earlier
		? "unchanged"
		: applyComparison(run, catalog, document, publishedAt);
	recordOutcome(fileState.comparisonOutcomes, facts.slug, outcome);
	const asOf = earlier ? null : (publishedAt ?? now);
	for (const tool of [facts.left, facts.right])
		applyTool(run, catalog, document, tool, asOf);
}

function refuseDuplicate(
	{ fileState }: FileImport,
	{ facts, hash, location }: SourceDocument,
): void {
	const earlier = fileState.hashes.get(facts.slug);
	if (earlier !== undefined && earlier !== hash)
		throw badInput(
			"duplicate",
			`this file has another comparison with the slug "${facts.slug}"; remove one`,
			location,
		);
}

function refuseOtherTools(
	catalog: CatalogState,
	{ facts, location }: SourceDocument,
): void {
	const before = catalog.comparisons.get(facts.slug);
	if (!before) return;
	const pair = [before.left, before.right];
	if (pair.includes(facts.left.slug) && pair.includes(facts.right.slug)) return;
	throw badInput(
		"slug-taken",
		`the slug "${facts.slug}" belongs to the comparison of ${before.left} and ${before.right}; give that of ${facts.left.slug} and ${facts.right.slug} another`,
		location,
	);
}

function applyComparison(
	run: ChunkImport,
	catalog: CatalogState,
	document: SourceDocument,
	publishedAt: Instant | null,
): ImportOutcome {
	const { facts, hash } = document;
	const { now } = run;
	const before = catalog.comparisons.get(facts.slug);
	const stated = {
		left: facts.left.slug,
		right: facts.right.slug,
		publishedAt: publishedAt ?? before?.publishedAt ?? now,
		weight: facts.weight ?? before?.weight ?? 0,
	};
	const { facts: after, ...corrected } = before
		? keepComparisonCorrections(run.corrections, facts.slug, before, stated)
		: { facts: stated, kept: [], undone: [] };
	warnOfCorrections(run, document, facts.slug, corrected);
	const same =
		before !== undefined &&
		before.left === after.left &&
		before.publishedAt === after.publishedAt &&
		before.weight === after.weight;
	catalog.comparisons.set(facts.slug, {
		...after,
		hash,
		updatedAt: same ? before.updatedAt : now,
		saved: before?.saved ?? null,
		dirty: true,
	});
	if (!before) return "created";
	return same ? "unchanged" : "updated";
}

/** @param asOf when these facts are true; null: they only fill gaps in those of an earlier file */
function applyTool(
	run: ChunkImport,
	catalog: CatalogState,
	document: SourceDocument,
	tool: ToolFacts,
	asOf: Instant | null,
): void {
	const { now, fileState } = run;
	const source = { comparison: document.facts.slug, file: run.file };
	const before = catalog.tools.get(tool.slug);
	if (!before) {
		catalog.tools.set(tool.slug, {
			id: null,
			facts: tool,
			asOf: asOf ?? now,
			updatedAt: now,
			saved: null,
			dirty: true,
		});
		fileState.factSources.set(tool.slug, source);
		recordOutcome(fileState.toolOutcomes, tool.slug, "created");
		return;
	}
	const newer = asOf !== null && asOf >= before.asOf;
	const over = mergeFacts(tool, before.facts);
	const under = mergeFacts(before.facts, tool);
	if ((asOf === null || asOf === before.asOf) && !sameFacts(over, under))
		warnOfConflict(run, document, tool, newer);
	const stated = newer
		? over
		: asOf === null
			? fillGaps(before.facts, tool)
			: under;
	const { facts, ...corrected } = keepToolCorrections(
		run.corrections,
		before.facts,
		stated,
		newer ? asOf : null,
	);
	warnOfCorrections(run, document, tool.name, corrected);
	const same = sameFacts(facts, before.facts);
	const newAsOf = newer ? asOf : before.asOf;
	if (newer) fileState.factSources.set(tool.slug, source);
	if (!same || newAsOf !== before.asOf)
		catalog.tools.set(tool.slug, {
			...before,
			facts,
			asOf: newAsOf,
			// A later date for the same facts is not a change that readers can see.
			updatedAt: same ? before.updatedAt : now,
			dirty: true,
		});
	recordOutcome(
		fileState.toolOutcomes,
		tool.slug,
		same ? "unchanged" : "updated",
	);
}

function warnOfCorrections(
	{ file, fileState }: FileImport,
	{ location }: SourceDocument,
	...kept: Parameters<typeof correctionWarnings>
): void {
	for (const warning of correctionWarnings(...kept))
		fileState.warnings.push({ file, ...location, ...warning });
}

/** Two documents of one import contradict each other for the same date: the editor should decide. */
function warnOfConflict(
	run: FileImport,
	document: SourceDocument,
	tool: ToolFacts,
	newer: boolean,
): void {
	const other =
		run.fileState.factSources.get(tool.slug) ??
		run.state.factSources.get(tool.slug);
	if (!other) return;
	run.fileState.warnings.push({
		code: "conflicting-facts",
		file: run.file,
		...document.location,
		message: `${tool.name}: ${other.comparison} (${other.file}) has different facts for the same date; the facts ${newer ? "here" : "there"} are used`,
	});
}
