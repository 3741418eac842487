import type { Instant } from "../../clock.ts";
import type { Finding } from "./finding.ts";
import { note, type Outcome } from "./report.ts";

/** One import over all its files. */
export interface Run {
	/** One moment for all files: what they tell without a date is equally new. */
	readonly now: Instant;
	/** For every document; null: as each one says. */
	readonly publishedAt: Instant | null;
	/** What the files before told, and what came of it. */
	readonly memory: Memory;
}

export interface Memory {
	/** The file that told a comparison first, and what. */
	comparisons: Map<string, { file: string; hash: string }>;
	/** The comparison that told a tool's facts as they stand now. */
	tellers: Map<string, { comparison: string; file: string }>;
	comparisonOutcomes: Map<string, Outcome>;
	toolOutcomes: Map<string, Outcome>;
	warnings: Finding[];
}

export function emptyMemory(): Memory {
	return {
		comparisons: new Map(),
		tellers: new Map(),
		comparisonOutcomes: new Map(),
		toolOutcomes: new Map(),
		warnings: [],
	};
}

/** Adds what a file told, once that is written. */
export function remember(memory: Memory, file: Memory): void {
	for (const [slug, told] of file.comparisons)
		if (!memory.comparisons.has(slug)) memory.comparisons.set(slug, told);
	for (const [slug, teller] of file.tellers) memory.tellers.set(slug, teller);
	for (const [slug, outcome] of file.comparisonOutcomes)
		note(memory.comparisonOutcomes, slug, outcome);
	for (const [slug, outcome] of file.toolOutcomes)
		note(memory.toolOutcomes, slug, outcome);
	memory.warnings.push(...file.warnings);
}
