import type { Verdict } from "../../db/schema.ts";
import { panelLabel } from "../labels.ts";
import type { Reader, ShelfTool } from "../renderer.ts";

/** The most bookmarks that a message lists. */
export const SHELF_LIMIT = 20;

/** Everything a template may ask of one scope: values to print and questions to answer. */
export interface Slots<Scope> {
	text: Record<string, (scope: Scope) => string>;
	url: Record<string, (scope: Scope) => string>;
	when: Record<string, (scope: Scope) => boolean>;
	/** Questions about one tool: `saved@SLUG`. */
	whenTool: Record<string, (scope: Scope, slug: string) => boolean>;
}

/** `%%slot:name%%`, `%%slot:when:named:1%%` and `%%slot:when:saved@SLUG:2%%` anywhere in a body. */
export const readerSlots: Slots<Reader> = {
	text: {
		name: (reader) => reader.name ?? "",
		address: (reader) => reader.address ?? "",
		"shelf-rest": (reader) => String(shelfRest(reader)),
		"shelf-total": (reader) => String(reader.shelfTotal),
	},
	url: {
		unsubscribe: (reader) => reader.unsubscribeUrl ?? "",
		vote: (reader) => reader.voteUrl ?? "",
		bookmarks: (reader) => reader.bookmarksUrl ?? "",
		preferences: (reader) => reader.preferencesUrl ?? "",
	},
	when: {
		named: (reader) => (reader.name ?? "").trim() !== "",
		shelf: (reader) => reader.shelf.length > 0,
		"no-shelf": (reader) => reader.shelf.length === 0 && inMail(reader),
		"shelf-rest": (reader) => shelfRest(reader) > 0,
		"shelf-quiet": (reader) =>
			!reader.shelf.some(
				({ change, news }) => change !== null || news !== null,
			),
		mail: inMail,
		web: (reader) => !inMail(reader),
	},
	// Nobody who votes or saves reads the copy on the web: there all of these are false.
	whenTool: {
		"voted-ship": (reader, slug) => voteOf(reader, slug) === "ship",
		"voted-skip": (reader, slug) => voteOf(reader, slug) === "skip",
		"not-voted": (reader, slug) => inMail(reader) && !voteOf(reader, slug),
		saved: (reader, slug) => reader.saved.includes(slug),
		"not-saved": (reader, slug) =>
			inMail(reader) && !reader.saved.includes(slug),
	},
};

/** The same within the partial that lists a reader's bookmarks. */
export const shelfSlots: Slots<ShelfTool> = {
	text: {
		"tool.name": (tool) => tool.name,
		"tool.panel": (tool) => panelLabel(tool.panel),
		"tool.change": (tool) => tool.change ?? "",
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

/** The bookmarks that a message lists. */
export function shelfShown(reader: Reader): readonly ShelfTool[] {
	return reader.shelf.slice(0, SHELF_LIMIT);
}

function shelfRest(reader: Reader): number {
	return Math.max(0, reader.shelfTotal - shelfShown(reader).length);
}

function voteOf({ votes }: Reader, slug: string): Verdict | undefined {
	return Object.hasOwn(votes, slug) ? votes[slug] : undefined;
}

function inMail(reader: Reader): boolean {
	return reader.address !== null;
}
