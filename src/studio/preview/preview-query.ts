import { REVIEWERS } from "../../catalog/panel.ts";
import type { Format, Reviewer } from "../../db/schema.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { type Look, readLook } from "./color-scheme.ts";

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
	/** Instead of the reader's own; null: as they chose. */
	lens: Reviewer | "panel" | null;
	format: Format | null;
}

export const LENS_CHOICES = ["panel", ...REVIEWERS] as const;
export const FORMATS = ["full", "brief"] as const;

/** Anything that makes no sense counts as not given. */
export function readPreviewQuery(params: Record<string, string>): PreviewQuery {
	return {
		reader: /^\d{1,15}$/.test(params.reader ?? "")
			? Number(params.reader)
			: null,
		search: (params.q ?? "").trim().slice(0, 200),
		view: VIEWS.find((view) => view === params.view) ?? "desktop",
		look: readLook(params.look),
		lens: LENS_CHOICES.find((lens) => lens === params.lens) ?? null,
		format: FORMATS.find((format) => format === params.format) ?? null,
	};
}

/** `path` with `query`, of which `change` is different. */
export function previewUrl(
	query: PreviewQuery,
	change: Partial<PreviewQuery> = {},
	path = "/studio/preview",
): string {
	const { reader, search, view, look, lens, format } = {
		...query,
		...change,
	};
	const params = new URLSearchParams();
	if (reader !== null) params.set("reader", String(reader));
	if (search) params.set("q", search);
	if (view !== "desktop") params.set("view", view);
	if (look !== "light") params.set("look", look);
	if (lens) params.set("lens", lens);
	if (format) params.set("format", format);
	return params.size > 0 ? `${path}?${params}` : path;
}

/** The reader, with another lens or format where the editor asks to see one. */
export function asChosen(
	reader: Reader,
	{ lens, format }: Pick<PreviewQuery, "lens" | "format">,
): Reader {
	return {
		...reader,
		lens: lens === null ? reader.lens : lens === "panel" ? null : lens,
		format: format ?? reader.format,
	};
}
