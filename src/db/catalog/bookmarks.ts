import type { Instant } from "../../time/clock.ts";
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

/** Returns false when the subscriber had not saved this tool. */
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

/** What one subscriber saved. */
export interface BookmarkList {
	/** How many tools in all. */
	total: number;
	/** The newest of them, newest first. */
	tools: ToolRecord[];
}

/**
 * The bookmarks of many subscribers, in three queries however many they are.
 * Every subscriber gets an entry, also without bookmarks.
 *
 * @param subscriberIds at most 1,000 at a time
 */
export async function bookmarksOf(
	db: Db,
	subscriberIds: readonly number[],
	limitEach: number,
): Promise<Map<number, BookmarkList>> {
	const lists = new Map<number, BookmarkList>(
		subscriberIds.map((id) => [id, { total: 0, tools: [] }]),
	);
	const rows = await newestBookmarks(db, subscriberIds, limitEach);
	const tools = await toolsById(
		db,
		rows.map((row) => row.tool_id),
	);
	for (const row of rows) {
		const list = lists.get(row.subscriber_id);
		const tool = tools.get(row.tool_id);
		if (!list || !tool) continue;
		list.total = row.total;
		list.tools.push(tool);
	}
	return lists;
}

/** One of the newest bookmarks of a subscriber. */
export interface NewestBookmark {
	subscriber_id: number;
	tool_id: number;
	/** How many the subscriber saved in all. */
	total: number;
}

/** The newest bookmarks of each subscriber, newest first, at most `limitEach` of each. */
export async function newestBookmarks(
	db: Db,
	subscriberIds: readonly number[],
	limitEach: number,
): Promise<NewestBookmark[]> {
	if (subscriberIds.length === 0) return [];
	return newestPerSubscriber<NewestBookmark>(
		db,
		[subscriberIds.length],
		[...subscriberIds, limitEach],
	);
}

const newestPerSubscriber = statement(
	(bind, _dialect, subscribers: number) => `
	select subscriber_id, tool_id, total from (
		select subscriber_id, tool_id,
			cast(count(*) over (partition by subscriber_id) as integer) as total,
			row_number() over (
				partition by subscriber_id order by created_at desc, tool_id desc
			) as place
		from bookmarks
		where subscriber_id in (${Array.from({ length: subscribers }, () => bind("integer")).join(", ")})
	) as newest
	where place <= ${bind("integer")}
	order by subscriber_id, place`,
);
