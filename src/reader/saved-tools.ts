import { toolPanel } from "../catalog/panel.ts";
import { newestBookmarks } from "../db/catalog/bookmarks.ts";
import { type ToolRecord, toolsById } from "../db/catalog/catalog.ts";
import { lastMailedVerdicts } from "../db/catalog/mailed-verdicts.ts";
import type { Db } from "../db/schema.ts";

/** How many a page shows; nobody saves more by hand. */
const SHOWN = 500;

export interface SavedTool {
	tool: ToolRecord;
	/** "now skip, was ship"; null: the panel says what it said when it was last mailed. */
	change: string | null;
}

/** What a subscriber saved, what changed first and then the newest. */
export async function shelfOf(
	db: Db,
	subscriberId: number,
): Promise<SavedTool[]> {
	const saved = await newestBookmarks(db, [subscriberId], SHOWN);
	const ids = saved.map((row) => row.tool_id);
	const tools = await toolsById(db, ids);
	const mailed = await lastMailedVerdicts(db, ids, 0);
	const shelf = ids.flatMap((id): SavedTool[] => {
		const tool = tools.get(id);
		if (!tool) return [];
		const was = mailed.get(id)?.verdict;
		const now = toolPanel(tool).verdict;
		const flipped = was && now && was !== now;
		return [{ tool, change: flipped ? `now ${now}, was ${was}` : null }];
	});
	return shelf.sort(
		(a, b) => Number(a.change === null) - Number(b.change === null),
	);
}
