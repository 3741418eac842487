import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { comparisonBySlug } from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { pairTitle, withoutDirection } from "../../issue/words/isolate.ts";
import { charactersOf } from "../../issue/words/phrases.ts";
import {
	communityLabel,
	factLabel,
	panelLabel,
	toolsOf,
} from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { name, pairOf } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { reviewerScorecard } from "./scorecard.ts";
import { toolActions } from "./tool-actions.ts";
import { twoColumnTable } from "./two-column-table.ts";
import { panelLine } from "./verdict.ts";

/** The page of one comparison. Before its time of publication there is none. */
export function comparisonRoutes({ db, clock, config }: WebDeps): Hono {
	const links = localLinks(config);
	return new Hono().get("/c/:slug", async (c) => {
		const record = await comparisonBySlug(db, c.req.param("slug"));
		if (!record || record.published_at > clock.now()) return c.notFound();
		const comparison = comparisonContent(record, {
			links,
			communityMinimum: config.communityMinimum,
		});
		return c.html(
			page(config, {
				title: pairTitle(comparison.left.name, comparison.right.name),
				description: comparison.summary,
				scripts: ["bookmarks"],
				main: html`<article class="comparison">
<nav class="note breadcrumb" aria-label="Breadcrumb"><a href="${links.home}">Verdicts</a> / <span aria-current="page">${pairOf(comparison)}</span></nav>
<p class="note">AI tool comparison, <time datetime="${comparison.publishedAt}">${dateLine(comparison.publishedAt, config.timeZone)}</time></p>
<h1>${pairOf(comparison)}</h1>
<p class="standfirst">${comparison.summary}</p>
${sideBySide(config, comparison)}
${decisionTable(comparison)}
${reviewerScorecard(comparison)}
</article>`,
			}),
		);
	});
}

function sideBySide(config: Config, comparison: ComparisonContent): Html {
	return html`<div class="side-by-side">${toolsOf(comparison).map((tool) => toolSummary(config, tool))}</div>`;
}

function toolSummary(config: Config, tool: ToolContent): Html {
	return html`<section>
<p class="note"><span class="tile" aria-hidden="true">${initialOf(tool.name)}</span>${name(tool.category)}</p>
<h2><a href="${tool.url}">${name(tool.name)}</a></h2>
<p class="tagline">${name(tool.tagline)}</p>
${panelLine(tool.panel)}
<dl>
<div><dt>Community</dt><dd>${communityLabel(tool.community)}</dd></div>
<div><dt>Entry price</dt><dd>${name(factLabel(tool.entryPrice))}</dd></div>
</dl>
${tool.description ? html`<p dir="auto">${tool.description}</p>` : ""}
${toolActions(config, tool)}
</section>`;
}

/** The letter or digit that a name begins with, for its tile. */
function initialOf(toolName: string): string {
	const found = charactersOf(withoutDirection(toolName)).find((one) =>
		/[\p{L}\p{N}]/u.test(one),
	);
	return (found ?? "").toLocaleUpperCase("en");
}

const DECISION_ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel verdict", (tool) => panelLabel(tool.panel)],
	["Community", (tool) => communityLabel(tool.community)],
	["Pricing", (tool) => factLabel(tool.pricing)],
	["Entry price", (tool) => factLabel(tool.entryPrice)],
	["Best for", (tool) => factLabel(tool.bestFor)],
	["Category", (tool) => factLabel(tool.category)],
];

function decisionTable(comparison: ComparisonContent): Html {
	const rows = DECISION_ROWS.map(([label, fact]) => ({
		label,
		left: fact(comparison.left),
		right: fact(comparison.right),
	}));
	return html`<section aria-labelledby="decision">
<h2 id="decision">The decision</h2>
${twoColumnTable(comparison, rows)}
</section>`;
}
