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
import {
	communityLabel,
	factLabel,
	reviewBy,
	reviewerTitles,
	scoreLabel,
} from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";
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
	const links = localLinks(config);
	const contentOptions = { links, communityMinimum: config.communityMinimum };
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
		const tool = toolContent(record, contentOptions);
		const comparisons = records.map((one) =>
			comparisonContent(one, contentOptions),
		);
		const address = siteLinks(config.publicUrl).tool(tool.slug);
		const words = visitorWords(config, c);
		return c.html(
			page(config, {
				words,
				mainLanguage: "en",
				title: isolate(tool.name),
				description: tool.tagline,
				address,
				data: [
					toolData(config, tool),
					breadcrumbData([
						{ name: "Tools", url: addressOf(config, "tools") },
						{ name: tool.name, url: address },
					]),
				],
				place: "tools",
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`<article class="tool">
<nav class="note breadcrumb" aria-label="Breadcrumb"><a href="${links.home}">Verdicts</a> / <a href="${links.tools}">Tools</a> / <span aria-current="page">${name(tool.name)}</span></nav>
<p class="note">${tile(tool)}${name(tool.category)}</p>
<h1>${name(tool.name)}</h1>
<p class="standfirst">${name(tool.tagline)}</p>
<div class="call">${panelLine(tool.panel)}</div>
${toolActions(config, tool, words)}
${paragraphs(tool.description)}
${facts(tool)}
${reviews(tool)}
</article>
${await historyOf(db, record, config.timeZone)}
<section aria-labelledby="comparisons">
<h2 id="comparisons">Comparisons</h2>
${comparisonList(comparisons, config.timeZone)}
</section>
${invitation(config, intake, `tools/${tool.slug}`, words)}`,
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
