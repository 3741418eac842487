import type { ImportProblem } from "./problem.ts";

export type ImportOutcome = "created" | "updated" | "unchanged";
export type ImportCounts = Record<ImportOutcome, number>;

/** What an import did, or in a dry run would do. */
export interface ImportReport {
	dryRun: boolean;
	/** In the order in which they were read. */
	files: FileReport[];
	comparisons: ImportCounts;
	/** Each tool counts once, however many comparisons include it. */
	tools: ImportCounts;
	warnings: ImportProblem[];
	/** Not empty: some input was not imported, and the command must fail. */
	errors: ImportProblem[];
}

/** One file: all of it was imported, or, after an error, nothing. */
export interface FileReport {
	file: string;
	ok: boolean;
	comparisons: ImportCounts;
	tools: ImportCounts;
}

const STRENGTH: Record<ImportOutcome, number> = {
	unchanged: 0,
	updated: 1,
	created: 2,
};

/** Adds an outcome for a slug. What was created and then updated counts as created. */
export function recordOutcome(
	outcomes: Map<string, ImportOutcome>,
	slug: string,
	outcome: ImportOutcome,
): void {
	const before = outcomes.get(slug);
	if (before === undefined || STRENGTH[outcome] > STRENGTH[before])
		outcomes.set(slug, outcome);
}

export function countOutcomes(
	outcomes: Map<string, ImportOutcome>,
): ImportCounts {
	const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0 };
	for (const outcome of outcomes.values()) counts[outcome]++;
	return counts;
}
