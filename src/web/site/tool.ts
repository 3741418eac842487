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
import { isolate } from "../../issue/words/isolate.ts";
import { communityLabel, reviewBy, scoreLabel } from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf, canonicalIn } from "../http/head.ts";
import { fact, factOrNone } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import { breadcrumbData, toolData } from "../programs/structured-data.ts";
import { invitation } from "../sign-up/invitation.ts";
import type { SignUpIntake } from "../sign-up/sign-up-intake.ts";
import { comparisonList } from "./comparison-list.ts";
import { paragraphs } from "./paragraphs.ts";
import { tile } from "./tile.ts";
import { toolActions } from "./tool-actions.ts";
import { panelLine } from "./verdict.ts";
import { historyOf } from "./verdict-changes.ts";

const MAX_COMPARISONS = 50;

/** The page of one tool: its facts, reviews and comparisons. Before one of its comparisons is published there is none. */
export function toolRoutes(
	{ db, clock, config }: WebDeps,
	intake: SignUpIntake,
): Hono {
	return new Hono().get("/tools/:slug", revalidate(), async (c) => {
		const record = await toolBySlug(db, c.req.param("slug"));
		if (!record) return c.notFound();
		const records = await comparisonsOfTool(
			db,
			record.id,
			MAX_COMPARISONS,
			clock.now(),
		);
		if (records.length === 0) return c.notFound();
		const words = visitorWords(config, c);
		const { links, language } = words;
		const { communityMinimum } = config;
		const contentOptions = { links, communityMinimum, language };
		const tool = toolContent(record, contentOptions);
		const comparisons = records.map((one) =>
			comparisonContent(one, contentOptions),
		);
		const address = siteLinks(config.publicUrl).tool(tool.slug);
		const { breadcrumb } = words.comparison;
		const canonical = (path: string) => canonicalIn(config, path, language.tag);
		return c.html(
			page(config, {
				words,
				title: isolate(tool.name),
				description: tool.tagline,
				address,
				data: [
					toolData(config, tool, words),
					breadcrumbData([
						{
							name: words.tool.tools,
							url: canonical(addressOf(config, "tools")),
						},
						{ name: tool.name, url: canonical(address) },
					]),
				],
				place: "tools",
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`<article class="tool">
<nav class="note breadcrumb" aria-label="${breadcrumb.name}"><a href="${links.home}">${breadcrumb.verdicts}</a> / <a href="${links.tools}">${words.tool.tools}</a> / <span aria-current="page">${fact(tool.name, words)}</span></nav>
<p class="note">${tile(tool)}${fact(tool.category, words)}</p>
<h1>${fact(tool.name, words)}</h1>
<p class="standfirst">${fact(tool.tagline, words)}</p>
<div class="call">${panelLine(tool.panel, language)}</div>
${toolActions(tool, words)}
${paragraphs(tool.description, words)}
${facts(tool, words)}
${reviews(tool, words)}
</article>
${await historyOf(db, record, config.timeZone, words)}
<section aria-labelledby="comparisons">
<h2 id="comparisons">${words.tool.comparisons}</h2>
${comparisonList(comparisons, config.timeZone, words)}
</section>
${invitation(config, intake, `tools/${tool.slug}`, words)}`,
			}),
		);
	});
}

function facts(tool: ToolContent, words: Speech): Html {
	const { facts: labels } = words.comparison;
	return html`<dl class="facts">
<div><dt>${labels.pricing}</dt><dd>${factOrNone(tool.pricing, words)}</dd></div>
<div><dt>${labels.entryPrice}</dt><dd>${factOrNone(tool.entryPrice, words)}</dd></div>
<div><dt>${labels.bestFor}</dt><dd>${factOrNone(tool.bestFor, words)}</dd></div>
<div><dt>${labels.community}</dt><dd>${communityLabel(tool.community, words.language)}</dd></div>
</dl>`;
}

function reviews(tool: ToolContent, words: Speech): Html {
	if (tool.reviews.length === 0) return html``;
	return html`<section aria-labelledby="reviews">
<h2 id="reviews">${words.tool.reviews}</h2>
${REVIEWERS.map((reviewer) => reviewOf(tool, reviewer, words))}
</section>`;
}

function reviewOf(tool: ToolContent, reviewer: Reviewer, words: Speech): Html {
	const review = reviewBy(tool, reviewer);
	if (!review) return html``;
	return html`<section class="words">
<h3>${words.language.labels.reviewers[reviewer]} <span class="score ${review.verdict ?? "unknown"}">${scoreLabel(review, words.language)}</span></h3>
${paragraphs(review.body, words)}
</section>`;
}
