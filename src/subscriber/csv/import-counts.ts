import type { Refusal } from "./csv-subscriber.ts";
import type { CellWarning } from "./row-context.ts";

/** The counts of an import. Each row counts once: `rows` is the sum of the other counts. */
export interface CsvImportCounts {
	rows: number;
	/** By their state. */
	added: { active: number; pending: number; unsubscribed: number };
	/** Were pending, are active now. */
	confirmed: number;
	/** Were here, and left elsewhere: they are unsubscribed now. */
	left: number;
	/** Were here, and are suppressed elsewhere: they are suppressed now. */
	suppressed: number;
	/** Were subscribers already; their name or a choice is another now. */
	updated: number;
	/** Were subscribers already; nothing was changed. */
	same: number;
	/** An earlier line has the same address. */
	duplicates: number;
	refused: number;
	/** By the code of the reason: how many rows were refused for it, and the first of them. */
	reasons: Record<string, { count: number; first: Refusal }>;
	/** By code: in how many rows a value could not be used, though the row was imported, and the first of them. */
	warnings: Record<
		string,
		{ count: number; first: { line: number; reason: string } }
	>;
	/** Slugs of bookmarks that were not saved, because no tool has them; at most 100. */
	unknownTools: string[];
}

export function createImportCounts(): CsvImportCounts {
	return {
		rows: 0,
		added: { active: 0, pending: 0, unsubscribed: 0 },
		confirmed: 0,
		left: 0,
		suppressed: 0,
		updated: 0,
		same: 0,
		duplicates: 0,
		refused: 0,
		reasons: {},
		warnings: {},
		unknownTools: [],
	};
}

export function countRefusal(counts: CsvImportCounts, refusal: Refusal): void {
	counts.refused++;
	const known = counts.reasons[refusal.code];
	if (known) known.count++;
	else counts.reasons[refusal.code] = { count: 1, first: refusal };
}

export function countWarning(
	counts: CsvImportCounts,
	line: number,
	{ code, reason }: CellWarning,
): void {
	const known = counts.warnings[code];
	if (known) known.count++;
	else counts.warnings[code] = { count: 1, first: { line, reason } };
}

const MAX_UNKNOWN_TOOLS = 100;

export function countUnknownTool(counts: CsvImportCounts, slug: string): void {
	if (
		counts.unknownTools.length < MAX_UNKNOWN_TOOLS &&
		!counts.unknownTools.includes(slug)
	)
		counts.unknownTools.push(slug);
}

/** The counts that are not zero, each with its name and what it means. */
export function countLines(
	counts: CsvImportCounts,
): [title: string, count: number, meaning: string][] {
	const { added, confirmed, left, suppressed, updated } = counts;
	const lines: [string, number, string][] = [
		["active", added.active, "new"],
		["pending", added.pending, "new"],
		["unsubscribed", added.unsubscribed, "new; they are never mailed"],
		["confirmed", confirmed, "were pending and are active now"],
		["left", left, "were here and left elsewhere; they are unsubscribed now"],
		[
			"suppressed",
			suppressed,
			"were here and must not be mailed; they are suppressed now",
		],
		["updated", updated, "were here; their name or choices changed"],
		["unchanged", counts.same, "were there already"],
		["duplicates", counts.duplicates, "of an earlier row"],
		["refused", counts.refused, ""],
	];
	return lines.filter(([, count]) => count > 0);
}

/** How many rows change something. */
export function changingRows(counts: CsvImportCounts): number {
	return counts.rows - counts.same - counts.duplicates - counts.refused;
}
