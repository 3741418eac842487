import type { Instant } from "../../clock.ts";
import type { Db } from "../schema.ts";
import { statement } from "../statement.ts";
import { type ToolRecord, toolsById } from "./catalog.ts";

/** Saves tools for a subscriber and returns how many were not saved before. */
export async function addBookmarks(
	db: Db,
	subscriberId: number,
	toolIds: readonly number[],
	now: Instant,
): Promise<number> {
	if (toolIds.length === 0) return 0;
	const added = await db
		.insertInto("bookmarks")
		.values(
			toolIds.map((tool_id) => ({
				subscriber_id: subscriberId,
				tool_id,
				created_at: now,
			})),
		)
		.onConflict((conflict) => conflict.doNothing())
		.returning("tool_id")
		.execute();
	return added.length;
}

/** Whether there was one to remove. */
export async function removeBookmark(
	db: Db,
	subscriberId: number,
	toolId: number,
): Promise<boolean> {
	const removed = await db
		.deleteFrom("bookmarks")
		.where("subscriber_id", "=", subscriberId)
		.where("tool_id", "=", toolId)
		.returning("tool_id")
		.execute();
	return removed.length > 0;
}

export interface Shelf {
	/** How many tools they saved in all. */
	total: number;
	/** The newest ones, newest first. */
	tools: ToolRecord[];
}

/**
 * The saved tools of many subscribers in three queries, whatever their number.
 * Every id gets an entry.
 *
 * @param subscriberIds at most 1,000 at a time
 */
export async function bookmarksOf(
	db: Db,
	subscriberIds: readonly number[],
	limitEach: number,
): Promise<Map<number, Shelf>> {
	const shelves = new Map<number, Shelf>(
		subscriberIds.map((id) => [id, { total: 0, tools: [] }]),
	);
	const saved = await savedTools(db, subscriberIds, limitEach);
	const tools = await toolsById(
		db,
		saved.map((row) => row.tool_id),
	);
	for (const row of saved) {
		const shelf = shelves.get(row.subscriber_id);
		const tool = tools.get(row.tool_id);
		if (!shelf || !tool) continue;
		shelf.total = row.total;
		shelf.tools.push(tool);
	}
	return shelves;
}

export interface SavedTool {
	subscriber_id: number;
	tool_id: number;
	/** How many the subscriber saved in all. */
	total: number;
}

/** The newest `limitEach` of each of these subscribers, newest first. */
export async function savedTools(
	db: Db,
	subscriberIds: readonly number[],
	limitEach: number,
): Promise<SavedTool[]> {
	if (subscriberIds.length === 0) return [];
	return newestSaved<SavedTool>(
		db,
		[subscriberIds.length],
		[...subscriberIds, limitEach],
	);
}

const newestSaved = statement(
	(mark, _dialect, subscribers: number) => `
	select subscriber_id, tool_id, total from (
		select subscriber_id, tool_id,
			cast(count(*) over (partition by subscriber_id) as integer) as total,
			row_number() over (
				partition by subscriber_id order by created_at desc, tool_id desc
			) as place
		from bookmarks
		where subscriber_id in (${Array.from({ length: subscribers }, () => mark("integer")).join(", ")})
	) as shelf
	where place <= ${mark("integer")}
	order by subscriber_id, place`,
);

/** The ids of the tools with these slugs, by slug. A slug that no tool has is absent. */
export async function toolIdsBySlug(
	db: Db,
	slugs: readonly string[],
): Promise<Map<string, number>> {
	if (slugs.length === 0) return new Map();
	const rows = await db
		.selectFrom("tools")
		.select(["slug", "id"])
		.where("slug", "in", slugs)
		.execute();
	return new Map(rows.map((row) => [row.slug, row.id]));
}
