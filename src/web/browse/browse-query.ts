import type { Context } from "hono";
import { html } from "hono/html";
import type { BrowseFilter } from "../../db/catalog/browse.ts";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import { withQuery } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { langOf, name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import type { Speech } from "../language/words-for.ts";

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
		after: linkWord(c.req.url, "after") ?? "",
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
	return withQuery(path, { q, category, verdict, after });
}

/** The form that limits an index. It is sent by GET, so that what it finds has an address. */
export async function browseForm(
	{ db, clock }: WebDeps,
	path: string,
	query: BrowseQuery,
	verdicts: Readonly<Record<string, string>>,
	words: Speech,
): Promise<Html> {
	const { browse } = words;
	const all = await categoriesOfTools(db, clock.now());
	const categories = all.slice(0, MAX_CATEGORIES);
	return html`<form class="browse" method="get" action="${path}" role="search">${languageField(words)}
<div><label for="q">${browse.search}</label><input id="q" name="q" type="search" maxlength="${MAX_SEARCH}" value="${query.q}"></div>
<div><label for="category">${browse.category}</label><select id="category" name="category">
<option value="">${browse.all}</option>
${categories.map((one) => option(one, one, query.category, langOf(words.written, words)))}</select></div>
<div><label for="verdict">${browse.verdict}</label><select id="verdict" name="verdict">
<option value="">${browse.all}</option>
${Object.entries(verdicts).map(([value, label]) => option(value, label, query.verdict))}</select></div>
<button>${browse.show}</button>
${isFiltered(query) ? html`<a href="${path}">${browse.showAll}</a>` : ""}
</form>`;
}

/** A form that is sent by GET drops the query of its address, so a field names the language that was chosen. */
export function languageField({ links }: Speech): Html | "" {
	return links.language === null
		? ""
		: html`<input type="hidden" name="lang" value="${links.language}">`;
}

function option(
	value: string,
	label: string,
	chosen: string,
	lang: Html | "" = "",
): Html {
	return html`<option value="${value}"${lang}${value === chosen ? html` selected` : ""}>${label}</option>
`;
}

/** In place of a list that is empty. */
export function nothingFound(
	query: BrowseQuery,
	path: string,
	{ browse, home }: Speech,
): Html {
	return isFiltered(query) || query.after !== ""
		? html`<p class="empty">${browse.nothing(query.q === "" ? null : name(query.q))} <a href="${path}">${browse.showAll}</a></p>`
		: html`<p class="empty">${home.none}</p>`;
}
