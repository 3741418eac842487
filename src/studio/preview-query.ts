import { type Look, readLook } from "./look.ts";

export const VIEWS = ["desktop", "phone", "text", "headers", "source"] as const;
export type View = (typeof VIEWS)[number];

/** What a preview shows: all of it is in the URL, so that it can be reloaded, bookmarked and shared. */
export interface PreviewQuery {
	/** A subscriber's id; null: the reader who is made up. */
	reader: number | null;
	/** What the list of readers is searched for. */
	search: string;
	view: View;
	look: Look;
}

/** Anything that makes no sense counts as not given. */
export function readPreviewQuery(params: Record<string, string>): PreviewQuery {
	return {
		reader: /^\d{1,15}$/.test(params.reader ?? "")
			? Number(params.reader)
			: null,
		search: (params.q ?? "").trim().slice(0, 200),
		view: VIEWS.find((view) => view === params.view) ?? "desktop",
		look: readLook(params.look),
	};
}

/** `path` with `query`, of which `change` is different. */
export function previewUrl(
	query: PreviewQuery,
	change: Partial<PreviewQuery> = {},
	path = "/studio/preview",
): string {
	const { reader, search, view, look } = { ...query, ...change };
	const params = new URLSearchParams();
	if (reader !== null) params.set("reader", String(reader));
	if (search) params.set("q", search);
	if (view !== "desktop") params.set("view", view);
	if (look !== "light") params.set("look", look);
	return params.size > 0 ? `${path}?${params}` : path;
}
