import type { Context } from "hono";
import { html } from "hono/html";
import type { BrowseFilter } from "../../db/catalog/browse.ts";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import type { WebDeps } from "../http/deps.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";

/** Each word costs a look at every row that the page passes. */
const MAX_WORDS = 6;
const MAX_SEARCH = 100;
/** Longer than any category. */
const MAX_CATEGORY = 200;
/** How many categories the form offers. */
const MAX_CATEGORIES = 200;

/** What an index is limited to, as its address says it. Absent: not limited. */
export interface BrowseQuery {
	/** The text in the search field. */
	q: string;
	category: string;
	/** One of the verdicts that the index offers. */
	verdict: string;
	/** Where the page begins: the last slug of the one before. */
	after: string;
}

/** Reads the address of an index. What is not offered counts as absent. */
export function browseQuery(
	c: Context,
	verdicts: Readonly<Record<string, string>>,
): BrowseQuery {
	const text = (key: string) => (c.req.query(key) ?? "").trim();
	const verdict = text("verdict");
	return {
		q: text("q").slice(0, MAX_SEARCH).trim(),
		category: text("category").slice(0, MAX_CATEGORY),
		verdict: Object.hasOwn(verdicts, verdict) ? verdict : "",
		after: text("after"),
	};
}

export function filterOf({ q, category }: BrowseQuery): BrowseFilter {
	const words = q.split(/\s+/u).filter((word) => word !== "");
	return {
		...(category !== "" && { category }),
		words: words.slice(0, MAX_WORDS),
	};
}

export function isFiltered({ q, category, verdict }: BrowseQuery): boolean {
	return q !== "" || category !== "" || verdict !== "";
}

/** The same index from another place on. */
export function pageAfter(
	path: string,
	{ q, category, verdict }: BrowseQuery,
	after: string,
): string {
	const parts = Object.entries({ q, category, verdict, after });
	const query = new URLSearchParams(parts.filter(([, value]) => value !== ""));
	return `${path}?${query}`;
}

/** The form that limits an index. It is sent by GET, so that what it finds has an address. */
export async function browseForm(
	{ db, clock }: WebDeps,
	path: string,
	query: BrowseQuery,
	verdicts: Readonly<Record<string, string>>,
): Promise<Html> {
	const all = await categoriesOfTools(db, clock.now());
	const categories = all.slice(0, MAX_CATEGORIES);
	return html`<form class="browse" method="get" action="${path}" role="search">
<div><label for="q">Search</label><input id="q" name="q" type="search" maxlength="${MAX_SEARCH}" value="${query.q}"></div>
<div><label for="category">Category</label><select id="category" name="category">
<option value="">All</option>
${categories.map((one) => option(one, one, query.category))}</select></div>
<div><label for="verdict">Verdict</label><select id="verdict" name="verdict">
<option value="">All</option>
${Object.entries(verdicts).map(([value, label]) => option(value, label, query.verdict))}</select></div>
<button>Show</button>
${isFiltered(query) ? html`<a href="${path}">Show all</a>` : ""}
</form>`;
}

function option(value: string, label: string, chosen: string): Html {
	return html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>
`;
}

/** In place of a list that is empty. */
export function nothingFound(query: BrowseQuery, path: string): Html {
	return isFiltered(query) || query.after !== ""
		? html`<p class="empty">Nothing fits${query.q === "" ? "" : html` “${name(query.q)}”`}. <a href="${path}">Show all</a></p>`
		: html`<p class="empty">No comparison has been published yet.</p>`;
}
