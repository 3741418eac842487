import {
	type NewestBookmark,
	newestBookmarks,
} from "../db/catalog/bookmarks.ts";
import { lastAcceptedIssues } from "../db/delivery/deliveries.ts";
import type { Db } from "../db/schema.ts";
import type { BookmarkedTool, Reader } from "../issue/content/reader.ts";
import {
	snapshotChange,
	snapshotHeadline,
} from "../issue/content/tool-snapshot.ts";
import type { Language } from "../issue/words/language/language.ts";
import { languageOf } from "../issue/words/language/languages.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { type PageLinks, pageLinks } from "./page-links.ts";
import {
	type BookmarkedToolFacts,
	type LoadedToolFacts,
	loadIssue,
	loadToolFacts,
} from "./tool-facts.ts";

/** How many bookmarks a message shows at most; the others are counted. */
const MAX_SHOWN = 20;
/** How many of a reader's newest bookmarks are searched for changes. */
const MAX_SEARCHED = 500;

/** The bookmarks in one reader's message. */
export type ReaderBookmarks = Pick<
	Reader,
	"bookmarks" | "bookmarksTotal" | "saved"
>;

/**
 * The bookmarks of many readers, in a handful of queries: first those that
 * changed since the last issue that each reader got, then the newest. A reader
 * without bookmarks is left out.
 */
export async function readerBookmarks(
	source: {
		db: Db;
		publicUrl: string;
		/** The language of the pages whose links name none. */
		first: LanguageTag;
		issueId: number;
		loaded: LoadedToolFacts;
	},
	subscriberIds: readonly number[],
	languages: ReadonlyMap<number, LanguageTag>,
): Promise<Map<number, ReaderBookmarks>> {
	const { db, issueId, loaded } = source;
	const saved = await newestBookmarks(db, subscriberIds, MAX_SEARCHED);
	if (saved.length === 0) return new Map();
	const tools = await loadToolFacts(
		loaded,
		db,
		issueId,
		saved.map((row) => row.tool_id),
	);
	const { tools: inIssue } = await loadIssue(loaded, db, issueId);
	const rows = bySubscriber(saved);
	const last = await lastAcceptedIssues(db, [...rows.keys()], issueId);
	const linksIn = pageLinks(source);
	return new Map(
		[...rows].map(([id, own]) => {
			const facts = own.flatMap(({ tool_id }) => tools.get(tool_id) ?? []);
			const since = last.get(id) ?? null;
			const language = languageOf({ language: languages.get(id) ?? "en" });
			const all = facts.map((tool) =>
				bookmarkWithNews(tool, linksIn(language.tag), since, issueId, language),
			);
			const changed = all.filter(hasNews);
			const same = all.filter((tool) => !hasNews(tool));
			return [
				id,
				{
					bookmarks: [...changed, ...same].slice(0, MAX_SHOWN),
					bookmarksTotal: own[0]?.total ?? 0,
					saved: own.flatMap(({ tool_id }) =>
						inIssue === null
							? (tools.get(tool_id)?.slug ?? [])
							: (inIssue.get(tool_id) ?? []),
					),
				},
			];
		}),
	);
}

/**
 * One bookmark, with what changed since the reader's last issue. If no issue up
 * to that one recorded the tool, no change is shown.
 *
 * @param since the id of the last issue they got; null: this is their first
 * @param issueId the issue they read; 0: it has no row yet
 */
function bookmarkWithNews(
	tool: BookmarkedToolFacts,
	links: PageLinks,
	since: number | null,
	issueId: number,
	language: Language,
): BookmarkedTool {
	const before =
		since === null
			? undefined
			: tool.before.findLast((row) => row.issue_id <= since);
	const headline = before && snapshotHeadline(before, tool.now, language);
	// For a new reader, only a comparison in this issue is news.
	const known =
		since ?? (issueId === 0 ? Number.POSITIVE_INFINITY : issueId - 1);
	const news = tool.comparisons.find((one) => one.issue_id > known);
	return {
		name: tool.name,
		url: links.tool(tool.slug),
		panel: tool.panel,
		change: before ? snapshotChange(before, tool.now, language) : null,
		...(headline && { headline }),
		...(language.tag !== "en" && { language: language.tag }),
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

function hasNews({ change, news }: BookmarkedTool): boolean {
	return change !== null || news !== null;
}
