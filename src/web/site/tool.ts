import { Hono } from "hono";
import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import { comparisonsOfTool, toolBySlug } from "../../db/catalog/catalog.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import {
	comparisonContent,
	toolContent,
} from "../../issue/content/comparison-content.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import {
	communityLabel,
	factLabel,
	reviewBy,
	reviewerTitles,
	scoreLabel,
} from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { comparisonList } from "./comparison-list.ts";
import { paragraphs } from "./paragraphs.ts";
import { toolActions } from "./tool-actions.ts";
import { panelLine } from "./verdict.ts";

const MAX_COMPARISONS = 50;

/** The page of one tool: its facts, reviews and comparisons. Before one of its comparisons is published there is none. */
export function toolRoutes({ db, clock, config }: WebDeps): Hono {
	const links = localLinks(config);
	const contentOptions = { links, communityMinimum: config.communityMinimum };
	return new Hono().get("/tools/:slug", async (c) => {
		const record = await toolBySlug(db, c.req.param("slug"));
		if (!record) return c.notFound();
		const records = await comparisonsOfTool(
			db,
			record.id,
			MAX_COMPARISONS,
			clock.now(),
		);
		if (records.length === 0) return c.notFound();
		const tool = toolContent(record, contentOptions);
		const comparisons = records.map((one) =>
			comparisonContent(one, contentOptions),
		);
		return c.html(
			page(config, {
				title: tool.name,
				description: tool.tagline,
				scripts: ["bookmarks"],
				main: html`<article class="tool">
<p class="note">${name(tool.category)}</p>
<h1>${name(tool.name)}</h1>
<p class="standfirst">${name(tool.tagline)}</p>
<div class="call">${panelLine(tool.panel)}</div>
${toolActions(config, tool)}
${paragraphs(tool.description)}
${facts(tool)}
${reviews(tool)}
</article>
<section aria-labelledby="comparisons">
<h2 id="comparisons">Comparisons</h2>
${comparisonList(comparisons, config.timeZone)}
</section>`,
			}),
		);
	});
}

function facts(tool: ToolContent): Html {
	return html`<dl class="facts">
<div><dt>Pricing</dt><dd>${name(factLabel(tool.pricing))}</dd></div>
<div><dt>Entry price</dt><dd>${name(factLabel(tool.entryPrice))}</dd></div>
<div><dt>Best for</dt><dd>${name(factLabel(tool.bestFor))}</dd></div>
<div><dt>Community</dt><dd>${communityLabel(tool.community)}</dd></div>
</dl>`;
}

function reviews(tool: ToolContent): Html {
	if (tool.reviews.length === 0) return html``;
	return html`<section aria-labelledby="reviews">
<h2 id="reviews">What the panel says</h2>
${REVIEWERS.map((reviewer) => reviewOf(tool, reviewer))}
</section>`;
}

function reviewOf(tool: ToolContent, reviewer: Reviewer): Html {
	const review = reviewBy(tool, reviewer);
	if (!review) return html``;
	return html`<section class="words">
<h3>${reviewerTitles[reviewer]} <span class="score ${review.verdict ?? "unknown"}">${scoreLabel(review)}</span></h3>
${paragraphs(review.body)}
</section>`;
}
