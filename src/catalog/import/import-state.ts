import type { Instant } from "../../time/clock.ts";
import type { ImportProblem } from "./problem.ts";
import { type ImportOutcome, recordOutcome } from "./report.ts";

/** One import over all its files. */
export interface ImportRun {
	/** One time for all files: documents without a date are equally new. */
	readonly now: Instant;
	/** Who imports, for the history and the audit log. */
	readonly who: string;
	/** For every document; null: as each one says. */
	readonly publishedAt: Instant | null;
	/** What was imported from the files so far. */
	readonly state: ImportState;
}

/** What some files said, and what came of it. */
export interface ImportState {
	/** The hash of the first document of each comparison, by slug. */
	hashes: Map<string, string>;
	/** By tool slug: the comparison and file from which its current facts come. */
	factSources: Map<string, { comparison: string; file: string }>;
	comparisonOutcomes: Map<string, ImportOutcome>;
	toolOutcomes: Map<string, ImportOutcome>;
	warnings: ImportProblem[];
}

export function emptyImportState(): ImportState {
	return {
		hashes: new Map(),
		factSources: new Map(),
		comparisonOutcomes: new Map(),
		toolOutcomes: new Map(),
		warnings: [],
	};
}

/** Adds the state of a file whose comparisons are committed. */
export function addFileState(state: ImportState, file: ImportState): void {
	for (const [slug, hash] of file.hashes)
		if (!state.hashes.has(slug)) state.hashes.set(slug, hash);
	for (const [slug, source] of file.factSources)
		state.factSources.set(slug, source);
	for (const [slug, outcome] of file.comparisonOutcomes)
		recordOutcome(state.comparisonOutcomes, slug, outcome);
	for (const [slug, outcome] of file.toolOutcomes)
		recordOutcome(state.toolOutcomes, slug, outcome);
	state.warnings.push(...file.warnings);
}
