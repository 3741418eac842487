import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import {
	LANGUAGE_NAMES,
	LANGUAGE_TAGS,
} from "../../issue/words/language/tags.ts";
import type { Markup } from "../layout.ts";
import { selectField } from "./people-page.ts";

/** The fields of a form that stand for a condition of the audience language, in its words. */
const FIELDS = ["state", "format", "lens", "language", "source"] as const;

/** More than any filter has. */
export const MOST_TYPED = 300;

export type FilterParams = Partial<
	Record<(typeof FIELDS)[number] | "since" | "where", string>
>;

/** The fields of a filter in a query, without those that are empty. */
export function filterParams(query: Record<string, string>): FilterParams {
	return Object.fromEntries(
		[...FIELDS, "since", "where"].flatMap((name) => {
			const value = (query[name] ?? "")
				.replaceAll("\0", "")
				.slice(0, MOST_TYPED);
			return value.trim() === "" ? [] : [[name, value]];
		}),
	);
}

/** The filter that the fields make together, in the audience language; `parseAudience` judges it. */
export function filterText({ since, where, ...chosen }: FilterParams): string {
	return [
		...Object.entries(chosen).map(([field, value]) => `${field}=${value}`),
		since ? `joined>${since}` : "",
		where ?? "",
	]
		.filter(Boolean)
		.join(" ");
}

const ANY = ["", "Any"] as const;

export function filterForm(params: FilterParams): Markup {
	const select = (
		name: (typeof FIELDS)[number],
		label: string,
		options: readonly (readonly [string, string])[],
	) =>
		selectField({ name, label, chosen: params[name] ?? "" }, [ANY, ...options]);
	const same = (values: readonly string[]) =>
		values.map((one) => [one, one] as const);
	return html`<form class="card report-card rest words" action="/studio/people">
<h2>A filter</h2>
<div class="filters">
${select("state", "State", same(["active", "pending", "unsubscribed"]))}
${select("format", "Format", same(["full", "brief"]))}
${select("lens", "Lens", same(["panel", ...REVIEWERS]))}
${select("language", "Language", [["default", "the first one"], ...LANGUAGE_TAGS.map((tag) => [tag, LANGUAGE_NAMES[tag]] as const)])}
${select("source", "Agreed by", [
	["form", "form"],
	["api", "API"],
	["page", "page of their own"],
	["import", "import"],
	["studio", "studio"],
	["cli", "command line"],
	["none", "no consent is kept"],
])}
<div class="field"><label for="since">Added since</label><input type="date" id="since" name="since" value="${params.since ?? ""}"></div>
</div>
<div class="field"><label for="where">More conditions</label><input type="search" id="where" name="where" value="${params.where ?? ""}" maxlength="${MOST_TYPED}" autocomplete="off" aria-describedby="where-about">
<p class="note" id="where-about">Such as <code>accepted older 90d</code> or <code>bounces&gt;=2</code>, with and between them.</p></div>
<p class="actions"><button class="button quiet">Show</button></p>
</form>`;
}
