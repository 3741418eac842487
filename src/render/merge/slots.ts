import type { Verdict } from "../../db/catalog-tables.ts";
import type { BookmarkedTool, Reader } from "../../issue/content/reader.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { panelLabel } from "../labels.ts";

/** A message lists at most this many bookmarks. */
export const MAX_BOOKMARKS = 20;

/**
 * What earlier versions called some slots and conditions. Sealed issues and an
 * editor's own templates may still use these names.
 */
export const EARLIER_SLOT_NAMES: ReadonlyMap<string, string> = new Map([
	["shelf", "bookmarks"],
	["no-shelf", "no-bookmarks"],
	["shelf-rest", "bookmarks-rest"],
	["shelf-total", "bookmarks-total"],
	["shelf-quiet", "bookmarks-quiet"],
]);

/** What the slots of one scope can print, and the conditions that it can meet. */
export interface Slots<Scope> {
	text: Record<string, (scope: Scope) => string>;
	url: Record<string, (scope: Scope) => string>;
	when: Record<string, (scope: Scope) => boolean>;
	/** Conditions about one tool: `saved@SLUG`. */
	whenTool: Record<string, (scope: Scope, slug: string) => boolean>;
}

/** `%%slot:name%%`, `%%slot:when:named:1%%` and `%%slot:when:saved@SLUG:2%%` anywhere in a body. */
export const readerSlots: Slots<Reader> = {
	text: {
		name: (reader) => reader.name ?? "",
		address: (reader) => reader.address ?? "",
		"bookmarks-rest": (reader) => String(unlistedBookmarks(reader)),
		"bookmarks-total": (reader) => String(reader.bookmarksTotal),
		"away-rest": (reader) => String(reader.away?.more ?? 0),
	},
	url: {
		unsubscribe: (reader) => reader.unsubscribeUrl ?? "",
		vote: (reader) => reader.voteUrl ?? "",
		bookmarks: (reader) => reader.bookmarksUrl ?? "",
		preferences: (reader) => reader.preferencesUrl ?? "",
		"away-issues": (reader) => reader.away?.issuesUrl ?? "",
	},
	when: {
		named: (reader) => (reader.name ?? "").trim() !== "",
		bookmarks: (reader) => reader.bookmarks.length > 0,
		"no-bookmarks": (reader) =>
			reader.bookmarks.length === 0 && isMailed(reader),
		"bookmarks-rest": (reader) => unlistedBookmarks(reader) > 0,
		"bookmarks-news": (reader) => newsOnTop(reader).length > 0,
		"bookmarks-below": (reader) =>
			reader.bookmarks.length > 0 &&
			(bookmarksBelow(reader).length > 0 || unlistedBookmarks(reader) > 0),
		"bookmarks-listed": (reader) => bookmarksBelow(reader).length > 0,
		away: (reader) =>
			missedFlips(reader).length > 0 || (reader.away?.more ?? 0) > 0,
		"away-rest": (reader) => (reader.away?.more ?? 0) > 0,
		"bookmarks-quiet": (reader) =>
			!reader.bookmarks.some(
				({ change, news }) => change !== null || news !== null,
			),
		mail: isMailed,
		web: (reader) => !isMailed(reader),
	},
	// All of these are false in the copy on the web, whose reader can neither vote nor save.
	whenTool: {
		"voted-ship": (reader, slug) => voteOf(reader, slug) === "ship",
		"voted-skip": (reader, slug) => voteOf(reader, slug) === "skip",
		"not-voted": (reader, slug) => isMailed(reader) && !voteOf(reader, slug),
		saved: (reader, slug) => reader.saved.includes(slug),
		"not-saved": (reader, slug) =>
			isMailed(reader) && !reader.saved.includes(slug),
	},
};

/** The same within the partial that repeats for each bookmark of a reader. */
export const bookmarkSlots: Slots<BookmarkedTool> = {
	text: {
		"tool.name": (tool) => tool.name,
		"tool.panel": (tool) => panelLabel(tool.panel, languageOf(tool)),
		"tool.change": (tool) => tool.change ?? "",
		"tool.headline": (tool) => tool.headline ?? tool.change ?? "",
		"tool.news": (tool) => tool.news?.title ?? "",
	},
	url: {
		"tool.url": (tool) => tool.url,
		"tool.news-url": (tool) => tool.news?.url ?? "",
	},
	when: {
		"tool.ship": (tool) => tool.panel.verdict === "ship",
		"tool.skip": (tool) => tool.panel.verdict === "skip",
		"tool.unknown": (tool) => tool.panel.verdict === null,
		"tool.changed": (tool) => tool.change !== null,
		"tool.news": (tool) => tool.news !== null,
	},
	whenTool: {},
};

/** How many bookmarks that changed come before everything else. */
export const MAX_ON_TOP = 3;

/** The lists of tools that a partial can repeat for: `each:news:1`. */
export const TOOL_LISTS: Readonly<
	Record<string, (reader: Reader) => readonly BookmarkedTool[]>
> = {
	/** All the bookmarks that are listed. */
	tools: listedBookmarks,
	/** Those that changed, at most three: the first thing in the message. */
	news: newsOnTop,
	/** The others of the list. */
	below: bookmarksBelow,
	/** What flipped in the issues that the reader missed. */
	away: missedFlips,
};

/** Without what the bookmarks on top have said already. */
function missedFlips(reader: Reader): readonly BookmarkedTool[] {
	if (!reader.away) return [];
	const told = new Set(newsOnTop(reader).map(({ url }) => url));
	return reader.away.flips.filter(({ url }) => !told.has(url));
}

function newsOnTop({ bookmarks }: Pick<Reader, "bookmarks">) {
	return arranged(bookmarks).news;
}

function bookmarksBelow({ bookmarks }: Pick<Reader, "bookmarks">) {
	return arranged(bookmarks).below;
}

interface Arranged {
	news: readonly BookmarkedTool[];
	below: readonly BookmarkedTool[];
}

/** Both parts of a message ask for the lists of its reader, several times. */
let last: { of: readonly BookmarkedTool[]; arranged: Arranged } | null = null;

function arranged(bookmarks: readonly BookmarkedTool[]): Arranged {
	if (last?.of === bookmarks) return last.arranged;
	const news: BookmarkedTool[] = [];
	const below: BookmarkedTool[] = [];
	for (const tool of bookmarks.slice(0, MAX_BOOKMARKS))
		(tool.change !== null && news.length < MAX_ON_TOP ? news : below).push(
			tool,
		);
	last = { of: bookmarks, arranged: { news, below } };
	return last.arranged;
}

/** The bookmarks that a message lists. */
function listedBookmarks(
	reader: Pick<Reader, "bookmarks">,
): readonly BookmarkedTool[] {
	return reader.bookmarks.slice(0, MAX_BOOKMARKS);
}

function unlistedBookmarks(reader: Reader): number {
	return Math.max(0, reader.bookmarksTotal - listedBookmarks(reader).length);
}

function voteOf({ votes }: Reader, slug: string): Verdict | undefined {
	return Object.hasOwn(votes, slug) ? votes[slug] : undefined;
}

function isMailed(reader: Reader): boolean {
	return reader.address !== null;
}
