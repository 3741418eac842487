import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import type { Reader } from "../../issue/content/reader.ts";
import {
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import { isStorable } from "../../text/storable-text.ts";
import { type ColorScheme, readColorScheme } from "./color-scheme.ts";
import { type PersonaId, readPersona } from "./persona-ids.ts";

const VIEWS = [
	"desktop",
	"phone",
	"looks",
	"text",
	"headers",
	"source",
] as const;
export type View = (typeof VIEWS)[number];

/** What a preview shows. All of it is in the URL, so that the page can be reloaded and shared. */
export interface PreviewQuery {
	/** The number of a sealed issue; null: the upcoming one. */
	issue: number | null;
	/** A subscriber's id, or a kind of reader; null: a new sample reader. */
	reader: number | PersonaId | null;
	/** Part of an address or a name, to list readers by. */
	search: string;
	view: View;
	scheme: ColorScheme;
	/** In place of the reader's own lens; null: their own. */
	lens: Reviewer | "panel" | null;
	/** In place of the reader's own format; null: their own. */
	format: Format | null;
	/** In place of the reader's own language; null: their own. */
	language: LanguageTag | null;
	/** What is shown beside it: the last sealed issue, or what was approved. */
	beside: "last" | "approved" | null;
	/** A finding of preflight to mark; null: none. */
	finding: ShownFinding | null;
}

/** What leads to the place of a finding: its place and its sentence, as preflight wrote them. */
export interface ShownFinding {
	place: string;
	what: string;
}

/** Of a place, or of a sentence: so much is in a URL. */
const MAX_TEXT = 600;

export const LENS_CHOICES = ["panel", ...REVIEWERS] as const;
const BESIDE = ["last", "approved"] as const;
export const FORMATS = ["full", "brief"] as const;

/** Invalid parameters count as missing. */
export function readPreviewQuery(
	params: Record<string, string>,
	issue: number | null = null,
): PreviewQuery {
	return {
		issue,
		reader: /^\d{1,15}$/.test(params.reader ?? "")
			? Number(params.reader)
			: readPersona(params.reader),
		search: textOf(params.q).trim().slice(0, 200),
		view: VIEWS.find((view) => view === params.view) ?? "desktop",
		scheme: readColorScheme(params.look),
		lens: LENS_CHOICES.find((lens) => lens === params.lens) ?? null,
		format: FORMATS.find((format) => format === params.format) ?? null,
		language: languageTag(params.language) ?? null,
		beside: BESIDE.find((beside) => beside === params.beside) ?? null,
		finding: params.place
			? {
					place: textOf(params.place).slice(0, MAX_TEXT),
					what: textOf(params.what).slice(0, MAX_TEXT),
				}
			: null,
	};
}

function textOf(text = ""): string {
	return isStorable(text) ? text : "";
}

/** Where an issue is shown, without a query. */
export function previewPath({ issue }: Pick<PreviewQuery, "issue">): string {
	return issue === null ? "/studio/preview" : `/studio/issues/${issue}`;
}

/** The URL of `path` with `query`, after applying `change`. */
export function previewUrl(
	query: PreviewQuery,
	change: Partial<PreviewQuery> = {},
	path = previewPath(query),
): string {
	const { reader, search, view, scheme, lens, format, language, ...rest } = {
		...query,
		...change,
	};
	const params = new URLSearchParams();
	if (reader !== null) params.set("reader", String(reader));
	if (search) params.set("q", search);
	if (view !== "desktop") params.set("view", view);
	if (scheme !== "auto") params.set("look", scheme);
	if (lens) params.set("lens", lens);
	if (format) params.set("format", format);
	if (language) params.set("language", language);
	if (rest.beside) params.set("beside", rest.beside);
	if (rest.finding) {
		params.set("place", rest.finding.place);
		params.set("what", rest.finding.what);
	}
	return params.size > 0 ? `${path}?${params}` : path;
}

/** The reader with the lens and format that the editor chose, if any. */
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
