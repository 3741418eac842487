import {
	type NewestBookmark,
	newestBookmarks,
} from "../db/catalog/bookmarks.ts";
import { lastAccepted } from "../db/delivery/deliveries.ts";
import { standingChange } from "../issue/content/tool-snapshot.ts";
import type { Reader, ShelfTool } from "../render/renderer.ts";
import { type Links, siteLinks } from "../site-links.ts";
import type { ReaderSource } from "./reader.ts";
import {
	issueOf,
	type Memory,
	recall,
	type SavedToolFacts,
} from "./tool-facts.ts";

/** How many bookmarks a message shows; the rest are counted. */
const SHOWN = 20;
/** How many of a reader's newest bookmarks are looked through for what changed. */
const READ = 500;

export type Shelf = Pick<Reader, "shelf" | "shelfTotal" | "saved">;

/**
 * The shelves of many readers in a handful of queries: what changed since the
 * last issue that each of them got comes first, then the newest.
 */
export async function shelvesOf(
	source: ReaderSource & { memory: Memory },
	subscriberIds: readonly number[],
): Promise<Map<number, Shelf>> {
	const { db, issueId, memory } = source;
	const saved = await newestBookmarks(db, subscriberIds, READ);
	if (saved.length === 0) return new Map();
	const tools = await recall(
		memory,
		db,
		issueId,
		saved.map((row) => row.tool_id),
	);
	const { tools: told } = await issueOf(memory, db, issueId);
	const rows = bySubscriber(saved);
	const last = await lastAccepted(db, [...rows.keys()], issueId);
	const links = siteLinks(source.publicUrl);
	return new Map(
		[...rows].map(([id, own]) => {
			const facts = own.flatMap(({ tool_id }) => tools.get(tool_id) ?? []);
			const since = last.get(id) ?? null;
			const shelf = facts.map((tool) => shelfTool(tool, links, since, issueId));
			const changed = shelf.filter(hasNews);
			const same = shelf.filter((tool) => !hasNews(tool));
			return [
				id,
				{
					shelf: [...changed, ...same].slice(0, SHOWN),
					shelfTotal: own[0]?.total ?? 0,
					saved: own.flatMap(({ tool_id }) =>
						told === null
							? (tools.get(tool_id)?.slug ?? [])
							: (told.get(tool_id) ?? []),
					),
				},
			];
		}),
	);
}

/**
 * One bookmark. Of a tool that no issue had written down when the reader got
 * their last one, nothing is known to have changed.
 *
 * @param since the last issue they got; null: this is their first
 * @param issueId the issue they read; 0: it has no row yet
 */
export function shelfTool(
	tool: SavedToolFacts,
	links: Links,
	since: number | null,
	issueId: number,
): ShelfTool {
	const before =
		since === null
			? undefined
			: tool.before.findLast((row) => row.issue_id <= since);
	// To a new reader only what this issue itself compares is new.
	const known =
		since ?? (issueId === 0 ? Number.POSITIVE_INFINITY : issueId - 1);
	const news = tool.comparisons.find((one) => one.issue_id > known);
	return {
		name: tool.name,
		url: links.tool(tool.slug),
		panel: tool.panel,
		change: before ? standingChange(before, tool.now) : null,
		news: news ? { title: news.title, url: links.comparison(news.slug) } : null,
	};
}

function bySubscriber(
	saved: readonly NewestBookmark[],
): Map<number, NewestBookmark[]> {
	const rows = new Map<number, NewestBookmark[]>();
	for (const row of saved) {
		const own = rows.get(row.subscriber_id);
		if (own) own.push(row);
		else rows.set(row.subscriber_id, [row]);
	}
	return rows;
}

function hasNews({ change, news }: ShelfTool): boolean {
	return change !== null || news !== null;
}
