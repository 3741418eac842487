import { toolPanel } from "../catalog/panel.ts";
import { newestBookmarks } from "../db/catalog/bookmarks.ts";
import { type ToolRecord, toolsById } from "../db/catalog/catalog.ts";
import { lastMailedVerdicts } from "../db/catalog/mailed-verdicts.ts";
import type { Verdict } from "../db/catalog-tables.ts";
import type { Db } from "../db/schema.ts";
import type { Instant } from "../time/clock.ts";

/** How many bookmarks the page shows at most. */
const MAX_SHOWN = 500;

export interface BookmarkedToolRecord {
	tool: ToolRecord;
	/** Null when the panel verdict is the one that was last mailed. */
	change: { is: Verdict; was: Verdict } | null;
}

/** A subscriber's bookmarks that are published by now: first those whose verdict changed, then the newest. */
export async function bookmarkedTools(
	db: Db,
	subscriberId: number,
	now: Instant,
): Promise<BookmarkedToolRecord[]> {
	const saved = await newestBookmarks(db, [subscriberId], MAX_SHOWN);
	const ids = saved.map((row) => row.tool_id);
	const tools = await toolsById(db, ids, now);
	const mailed = await lastMailedVerdicts(db, ids, 0);
	const list = ids.flatMap((id): BookmarkedToolRecord[] => {
		const tool = tools.get(id);
		if (!tool) return [];
		const was = mailed.get(id)?.verdict;
		const now = toolPanel(tool).verdict;
		const flipped = was && now && was !== now;
		return [{ tool, change: flipped ? { is: now, was } : null }];
	});
	return list.sort(
		(a, b) => Number(a.change === null) - Number(b.change === null),
	);
}
