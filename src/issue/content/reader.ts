import type { PanelVerdict } from "../../catalog/panel.ts";
import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import type { Instant } from "../../time/clock.ts";
import type { LanguageTag } from "../words/language/tags.ts";

/** The person that a message addresses: everything in it that differs from reader to reader. Plain JSON, stored with the delivery. */
export interface Reader {
	/** For the greeting; null: no name is known. */
	name: string | null;
	/** Null in the copy on the web, which is nobody's: no greeting, no bookmarks, no unsubscribe link. */
	address: string | null;
	/** The lens: the reviewer whose verdict leads; null: the whole panel. */
	lens: Reviewer | null;
	format: Format;
	/** The language they chose. Absent: the issue's own. */
	language?: LanguageTag;
	/** Their saved tools, at most 20: what changed first, then the newest. */
	bookmarks: BookmarkedTool[];
	/** How many tools they saved in all. */
	bookmarksTotal: number;
	/** Slugs of those of the issue's tools that they saved. */
	saved: string[];
	/** How they voted on the issue's tools, by slug. */
	votes: Record<string, Verdict>;
	/** Null on the web, like the three that follow. */
	unsubscribeUrl: string | null;
	/** Takes `?tool=SLUG&vote=ship|skip`. */
	voteUrl: string | null;
	/** The page with their saved tools; takes `?save=SLUG`. */
	bookmarksUrl: string | null;
	preferencesUrl: string | null;
	/** What flipped in the issues that they missed since the last one they got. Absent: they missed none, or nothing flipped. */
	away?: AwayNews;
	/** When the message was first handed over: its Date, also of a second copy. Absent in what earlier versions kept, and before the first attempt. */
	date?: Instant;
}

/** A tool that a reader saved, as a message shows it. */
export interface BookmarkedTool {
	name: string;
	url: string;
	panel: PanelVerdict;
	/** What changed since the last issue they got: "now skip, was ship · 61 points, was 78"; null: nothing. */
	change: string | null;
	/** The same after the name of the tool: "is now a skip, was ship · 61 points, was 78". Absent where nothing changed, and in what earlier versions kept. */
	headline?: string;
	/** A comparison with it that is new to them; null: none. */
	news: { title: string; url: string } | null;
	/** The language of the changes. Absent: English. */
	language?: LanguageTag;
}

/** What a reader missed while they were away. */
export interface AwayNews {
	/** At most five, as bookmarks are shown; `change` says how each flipped. */
	flips: BookmarkedTool[];
	/** How many more flipped. */
	more: number;
	/** The page with all issues. */
	issuesUrl: string;
}

/** The reader of an issue on the web. */
export const anonymousReader: Reader = {
	name: null,
	address: null,
	lens: null,
	format: "full",
	bookmarks: [],
	bookmarksTotal: 0,
	saved: [],
	votes: {},
	unsubscribeUrl: null,
	voteUrl: null,
	bookmarksUrl: null,
	preferencesUrl: null,
};

/** The bookmarks of a reader, as earlier versions named them. */
interface EarlierReader {
	shelf?: BookmarkedTool[];
	shelfTotal?: number;
}

/** A reader as a delivery keeps them, perhaps since an earlier version: what that version did not know is empty. */
export function keptReader(json: string): Reader {
	const { shelf, shelfTotal, ...kept } = JSON.parse(json) as Partial<Reader> &
		EarlierReader;
	const bookmarks = kept.bookmarks ?? shelf ?? [];
	return {
		...anonymousReader,
		...kept,
		bookmarks: bookmarks.map((tool) => ({ ...tool, news: tool.news ?? null })),
		bookmarksTotal: kept.bookmarksTotal ?? shelfTotal ?? 0,
	};
}
