import type { Refusal } from "./csv-subscriber.ts";

/** What an import came to. A row counts once: `rows` is the sum of the others. */
export interface ImportCounts {
	rows: number;
	/** By the state they have now. */
	added: { active: number; pending: number; unsubscribed: number };
	/** They were waiting, and are active now. */
	confirmed: number;
	/** They were here already; nothing was changed. */
	same: number;
	/** An earlier line was the same mailbox. */
	duplicates: number;
	refused: number;
	/** How many refused rows had which reason, by its code, with the first of them. */
	reasons: Record<string, { count: number; first: Refusal }>;
	/** Slugs of bookmarks that no tool has: not saved. */
	unknownTools: string[];
}

export function createImportCounts(): ImportCounts {
	return {
		rows: 0,
		added: { active: 0, pending: 0, unsubscribed: 0 },
		confirmed: 0,
		same: 0,
		duplicates: 0,
		refused: 0,
		reasons: {},
		unknownTools: [],
	};
}

export function countRefusal(tally: ImportCounts, refusal: Refusal): void {
	tally.refused++;
	const known = tally.reasons[refusal.code];
	if (known) known.count++;
	else tally.reasons[refusal.code] = { count: 1, first: refusal };
}

/** Enough to see what is missing. */
const UNKNOWN = 100;

export function countUnknownTool(tally: ImportCounts, slug: string): void {
	if (tally.unknownTools.length < UNKNOWN && !tally.unknownTools.includes(slug))
		tally.unknownTools.push(slug);
}
