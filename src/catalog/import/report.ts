import type { Finding } from "./finding.ts";

export type Outcome = "created" | "updated" | "unchanged";
export type Counts = Record<Outcome, number>;

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
	dryRun: boolean;
	/** In the order they were read. */
	files: FileReport[];
	comparisons: Counts;
	/** Each tool once, however many comparisons tell of it. */
	tools: Counts;
	warnings: Finding[];
	/** Not empty: some input was left out, and the command must fail. */
	errors: Finding[];
}

/** One file: either all of it was taken in, or, with an error, nothing. */
export interface FileReport {
	file: string;
	ok: boolean;
	comparisons: Counts;
	tools: Counts;
}

const STRENGTH: Record<Outcome, number> = {
	unchanged: 0,
	updated: 1,
	created: 2,
};

/** What happened to each slug: what was created and then updated was created. */
export function note(
	outcomes: Map<string, Outcome>,
	slug: string,
	outcome: Outcome,
): void {
	const before = outcomes.get(slug);
	if (before === undefined || STRENGTH[outcome] > STRENGTH[before])
		outcomes.set(slug, outcome);
}

export function countOutcomes(outcomes: Map<string, Outcome>): Counts {
	const counts: Counts = { created: 0, updated: 0, unchanged: 0 };
	for (const outcome of outcomes.values()) counts[outcome]++;
	return counts;
}
