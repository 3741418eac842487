import { Hono } from "hono";
import { html } from "hono/html";
import { browseTools } from "../../db/catalog/browse.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import { toolContent } from "../../issue/content/comparison-content.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { factLabel, shareLabel } from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";
import { tile } from "../site/tile.ts";
import { verdictBadge } from "../site/verdict.ts";
import {
	browseForm,
	browseQuery,
	filterOf,
	isFiltered,
	nothingFound,
	pageAfter,
} from "./browse-query.ts";

const PAGE_SIZE = 48;

const VERDICTS: Readonly<Record<Verdict, string>> = {
	ship: "Ship",
	skip: "Skip",
};

/** Every tool with a published comparison, by slug: `?q=`, `?category=`, `?verdict=`; `?after=SLUG` shows what follows it. */
export function toolIndexRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const { tools: path } = localLinks(config);
	const options = {
		links: localLinks(config),
		communityMinimum: config.communityMinimum,
	};
	return new Hono().get("/tools", revalidate(), async (c) => {
		const query = browseQuery(c, VERDICTS);
		const verdict = query.verdict as Verdict | "";
		const records = await browseTools(db, clock.now(), PAGE_SIZE + 1, {
			...filterOf(query),
			...(verdict !== "" && { verdict }),
			...(query.after !== "" && { after: query.after }),
		});
		const shown = records
			.slice(0, PAGE_SIZE)
			.map((record) => toolContent(record, options));
		const next = records.length > PAGE_SIZE ? shown.at(-1)?.slug : undefined;
		return c.html(
			page(config, {
				words: visitorWords(config, c),
				mainLanguage: "en",
				title: "All tools",
				description:
					"Every AI tool that the panel has looked at, with its verdict.",
				place: "tools",
				// What a search finds is no page of its own.
				...(!isFiltered(query) &&
					query.after === "" && { address: addressOf(config, "tools") }),
				main: html`<h1>All tools</h1>
${await browseForm(deps, path, query, VERDICTS)}
<section aria-label="Tools">
${shown.length > 0 ? html`<ul class="tool-cards">${shown.map(card)}</ul>` : nothingFound(query, path)}
${next ? html`<p class="more"><a rel="next" href="${pageAfter(path, query, next)}">More tools</a></p>` : ""}
</section>`,
			}),
		);
	});
}

function card(tool: ToolContent): Html {
	const share = shareLabel(tool.panel);
	return html`<li>
<p class="note">${tile(tool)}${name(factLabel(tool.category))}</p>
<h2><a href="${tool.url}">${name(tool.name)}</a></h2>
<p>${name(tool.tagline)}</p>
<p class="card-verdict">${verdictBadge(tool.panel.verdict)}${share ? html` <span class="note">${share}</span>` : ""}</p>
</li>
`;
}
