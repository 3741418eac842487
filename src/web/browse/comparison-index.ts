import { Hono } from "hono";
import { html } from "hono/html";
import {
	browseComparisons,
	type PairVerdict,
} from "../../db/catalog/browse.ts";
import { comparisonBySlug } from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";
import { comparisonList } from "../site/comparison-list.ts";
import {
	browseForm,
	browseQuery,
	filterOf,
	isFiltered,
	nothingFound,
	pageAfter,
} from "./browse-query.ts";

const PAGE_SIZE = 30;

const VERDICTS: Readonly<Record<PairVerdict, string>> = {
	"both-ship": "Ship both",
	"one-ships": "Ship one, skip one",
	"both-skip": "Skip both",
};

/** Every published comparison, newest first: `?q=`, `?category=`, `?verdict=`; `?after=SLUG` shows what follows that one. */
export function comparisonIndexRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const { comparisons: path } = localLinks(config);
	const options = {
		links: localLinks(config),
		communityMinimum: config.communityMinimum,
	};
	return new Hono().get("/c", revalidate(), async (c) => {
		const query = browseQuery(c, VERDICTS);
		const slug = linkWord(c.req.url, "after");
		const last = slug ? await comparisonBySlug(db, slug) : undefined;
		// One that is not published yet must look like one that isn't there.
		if (slug && !(last && last.published_at <= clock.now()))
			return c.notFound();
		const verdict = query.verdict as PairVerdict | "";
		const records = await browseComparisons(db, clock.now(), PAGE_SIZE + 1, {
			...filterOf(query),
			...(verdict !== "" && { verdict }),
			...(last && { after: last }),
		});
		const shown = records
			.slice(0, PAGE_SIZE)
			.map((record) => comparisonContent(record, options));
		const next = records.length > PAGE_SIZE ? shown.at(-1)?.slug : undefined;
		return c.html(
			page(config, {
				words: visitorWords(config, c),
				mainLanguage: "en",
				title: "All comparisons",
				description:
					"Every comparison of two AI tools, with the panel’s verdicts.",
				place: "verdicts",
				// What a search finds is no page of its own.
				...(!isFiltered(query) && !last && { address: addressOf(config, "c") }),
				main: html`<h1>All comparisons</h1>
${await browseForm(deps, path, query, VERDICTS)}
<section aria-label="Comparisons">
${shown.length > 0 ? comparisonList(shown, config.timeZone, "h2") : nothingFound(query, path)}
${next ? html`<p class="more"><a rel="next" href="${pageAfter(path, query, next)}">Earlier comparisons</a></p>` : ""}
</section>`,
			}),
		);
	});
}
