import type { Hono } from "hono";
import { html } from "hono/html";
import { browseTools } from "../../db/catalog/browse.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import { toolContent } from "../../issue/content/comparison-content.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { shareLabel } from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { fact, factOrNone } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { tile } from "../site/tile.ts";
import { verdictBadge } from "../site/verdict.ts";
import { filterOf } from "./browse-query.ts";
import { indexRoutes } from "./catalog-index.ts";

/** Every tool with a published comparison, by slug. */
export function toolIndexRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const { communityMinimum } = config;
	return indexRoutes(deps, {
		path: "tools",
		place: "tools",
		pageSize: 48,
		words: ({ browse }) => browse.tools,
		verdicts({ language }) {
			const { ship, skip } = language.labels.verdict;
			return { ship, skip };
		},
		find(query, limit) {
			const { after, verdict } = query;
			return browseTools(db, clock.now(), limit, {
				...filterOf(query),
				...(verdict !== "" && { verdict: verdict as Verdict }),
				...(after !== "" && { after }),
			});
		},
		list(records, words) {
			const { links } = words;
			const tools = records.map((one) =>
				toolContent(one, { links, communityMinimum }),
			);
			return html`<ul class="tool-cards">${tools.map((tool) => card(tool, words))}</ul>`;
		},
	});
}

function card(tool: ToolContent, words: Speech): Html {
	const { language } = words;
	const share = shareLabel(tool.panel, language);
	return html`<li>
<p class="note">${tile(tool)}${factOrNone(tool.category, words)}</p>
<h2><a href="${tool.url}">${fact(tool.name, words)}</a></h2>
<p>${fact(tool.tagline, words)}</p>
<p class="card-verdict">${verdictBadge(tool.panel.verdict, language)}${share ? html` <span class="note">${share}</span>` : ""}</p>
</li>
`;
}
