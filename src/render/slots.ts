import { panelLabel } from "./labels.ts";
import type { Reader, ShelfTool } from "./renderer.ts";

/** The most bookmarks that a message lists. */
export const SHELF_LIMIT = 20;

/** Everything a template may ask of one scope: values to print and questions to answer. */
export interface Slots<Scope> {
	text: Record<string, (scope: Scope) => string>;
	url: Record<string, (scope: Scope) => string>;
	when: Record<string, (scope: Scope) => boolean>;
}

/** `%%slot:name%%` and `%%slot:when:named:1%%` anywhere in a body. */
export const readerSlots: Slots<Reader> = {
	text: {
		name: (reader) => reader.name ?? "",
		address: (reader) => reader.address ?? "",
		"shelf-rest": (reader) => String(shelfRest(reader)),
	},
	url: {
		unsubscribe: (reader) => reader.unsubscribeUrl ?? "",
	},
	when: {
		named: (reader) => (reader.name ?? "").trim() !== "",
		shelf: (reader) => reader.shelf.length > 0,
		"no-shelf": (reader) => reader.shelf.length === 0 && inMail(reader),
		"shelf-rest": (reader) => shelfRest(reader) > 0,
		mail: inMail,
		web: (reader) => !inMail(reader),
	},
};

/** The same within the partial that lists a reader's bookmarks. */
export const shelfSlots: Slots<ShelfTool> = {
	text: {
		"tool.name": (tool) => tool.name,
		"tool.panel": (tool) => panelLabel(tool.panel),
		"tool.change": (tool) => tool.change ?? "",
	},
	url: {
		"tool.url": (tool) => tool.url,
	},
	when: {
		"tool.ship": (tool) => tool.panel.verdict === "ship",
		"tool.skip": (tool) => tool.panel.verdict === "skip",
		"tool.unknown": (tool) => tool.panel.verdict === null,
		"tool.changed": (tool) => tool.change !== null,
	},
};

/** The bookmarks that a message lists. */
export function shelfShown(reader: Reader): readonly ShelfTool[] {
	return reader.shelf.slice(0, SHELF_LIMIT);
}

function shelfRest(reader: Reader): number {
	return Math.max(0, reader.shelfTotal - shelfShown(reader).length);
}

function inMail(reader: Reader): boolean {
	return reader.address !== null;
}
