import { Hono } from "hono";
import { html } from "hono/html";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import type { IndexWords } from "../language/site-words.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import {
	type BrowseQuery,
	browseForm,
	browseQuery,
	isFiltered,
	nothingFound,
	pageAfter,
} from "./browse-query.ts";

/** A page that lists everything of a kind, and can be searched. */
export interface CatalogIndex<Item extends { slug: string }> {
	path: "c" | "tools";
	place: "verdicts" | "tools";
	pageSize: number;
	words(words: Speech): IndexWords;
	/** What its form offers, by the value in the address. */
	verdicts(words: Speech): Readonly<Record<string, string>>;
	/** What follows `query.after`; null: there is no such one. @param limit how many at most */
	find(query: BrowseQuery, limit: number): Promise<Item[] | null>;
	list(items: readonly Item[], words: Speech): Html;
}

/** The index at its path: `?q=`, `?category=`, `?verdict=`; `?after=SLUG` shows what follows that one. */
export function indexRoutes<Item extends { slug: string }>(
	deps: WebDeps,
	index: CatalogIndex<Item>,
): Hono {
	const { config } = deps;
	const { path, place, pageSize } = index;
	return new Hono().get(`/${path}`, revalidate(), async (c) => {
		const words = visitorWords(config, c);
		const verdicts = index.verdicts(words);
		const query = browseQuery(c, verdicts);
		const found = await index.find(query, pageSize + 1);
		if (found === null) return c.notFound();
		const { title, description, list, more } = index.words(words);
		const here = words.links[path === "c" ? "comparisons" : "tools"];
		const shown = found.slice(0, pageSize);
		const next = found.length > pageSize ? shown.at(-1)?.slug : undefined;
		// What a search finds is no page of its own.
		const isWhole = !isFiltered(query) && query.after === "";
		return c.html(
			page(config, {
				words,
				title,
				description,
				place,
				...(isWhole && { address: addressOf(config, path) }),
				main: html`<h1>${title}</h1>
${await browseForm(deps, here, query, verdicts, words)}
<section aria-label="${list}">
${shown.length > 0 ? index.list(shown, words) : nothingFound(query, here, words)}
${next ? html`<p class="more"><a rel="next" href="${pageAfter(here, query, next)}">${more}</a></p>` : ""}
</section>`,
			}),
		);
	});
}
