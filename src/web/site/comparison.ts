import { Hono } from "hono";
import { html } from "hono/html";
import {
	type ComparisonRecord,
	comparisonBySlug,
} from "../../db/catalog/catalog.ts";
import { neighboursOf } from "../../db/catalog/neighbours.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { communityLabel, panelLabel, toolsOf } from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf, canonicalIn } from "../http/head.ts";
import { fact, factOrNone, langOf, pairOf, pairText } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import { breadcrumbData, comparisonData } from "../programs/structured-data.ts";
import { invitation } from "../sign-up/invitation.ts";
import type { SignUpIntake } from "../sign-up/sign-up-intake.ts";
import { dayOf } from "./comparison-list.ts";
import { onward } from "./onward.ts";
import { reviewerScorecard } from "./scorecard.ts";
import { tile } from "./tile.ts";
import { toolActions } from "./tool-actions.ts";
import { twoColumnTable } from "./two-column-table.ts";
import { panelLine } from "./verdict.ts";
import { changesSinceMailed } from "./verdict-changes.ts";

const MAX_RELATED = 4;

/** The page of one comparison. Before its time of publication there is none. */
export function comparisonRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { db, clock, config } = deps;

	/** What leads on, and what changed: each is read for this page alone. */
	async function around(
		record: ComparisonRecord,
		words: Speech,
		contentOf: (record: ComparisonRecord) => ComparisonContent,
	) {
		const { earlier, later, related } = await neighboursOf(
			db,
			record,
			clock.now(),
			MAX_RELATED,
		);
		return {
			changes: await changesSinceMailed(db, record, config.timeZone, words),
			next: onward(
				{
					earlier: earlier && contentOf(earlier),
					later: later && contentOf(later),
					related: related.map(contentOf),
				},
				config.timeZone,
				words,
			),
		};
	}

	return new Hono().get("/c/:slug", revalidate(), async (c) => {
		const record = await comparisonBySlug(db, c.req.param("slug"));
		if (!record || record.published_at > clock.now()) return c.notFound();
		const words = visitorWords(config, c);
		const { links, language } = words;
		const { communityMinimum } = config;
		const contentOf = (one: ComparisonRecord) =>
			comparisonContent(one, { links, communityMinimum, language });
		const comparison = contentOf(record);
		const { changes, next } = await around(record, words, contentOf);
		const address = siteLinks(config.publicUrl).comparison(record.slug);
		const title = pairText(comparison, words);
		const { breadcrumb, kind } = words.comparison;
		const canonical = (path: string) => canonicalIn(config, path, language.tag);
		return c.html(
			page(config, {
				words,
				title,
				description: comparison.summary,
				address,
				data: [
					comparisonData(config, comparison, words),
					breadcrumbData([
						{
							name: words.tool.comparisons,
							url: canonical(addressOf(config, "c")),
						},
						{ name: title, url: canonical(address) },
					]),
				],
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`<article class="comparison">
<nav class="note breadcrumb" aria-label="${breadcrumb.name}"><a href="${links.home}">${breadcrumb.verdicts}</a> / <a href="${links.comparisons}">${breadcrumb.compare}</a> / <span aria-current="page">${pairOf(comparison, words)}</span></nav>
<p class="note">${kind(dayOf(comparison.publishedAt, config.timeZone, words))}</p>
<h1>${pairOf(comparison, words)}</h1>
<p class="standfirst">${comparison.summary}</p>
${changes}
${sideBySide(comparison, words)}
${decisionTable(comparison, words)}
${reviewerScorecard(comparison, words)}
</article>
${invitation(config, intake, `c/${comparison.slug}`, words)}
${next}`,
			}),
		);
	});
}

function sideBySide(comparison: ComparisonContent, words: Speech): Html {
	return html`<div class="side-by-side">${toolsOf(comparison).map((tool) => toolSummary(tool, words))}</div>`;
}

function toolSummary(tool: ToolContent, words: Speech): Html {
	const { facts } = words.comparison;
	const { language } = words;
	return html`<section>
<p class="note">${tile(tool)}${fact(tool.category, words)}</p>
<h2><a href="${tool.url}">${fact(tool.name, words)}</a></h2>
<p class="tagline">${fact(tool.tagline, words)}</p>
<div>${panelLine(tool.panel, language)}</div>
<dl>
<div><dt>${facts.community}</dt><dd>${communityLabel(tool.community, language)}</dd></div>
<div><dt>${facts.entryPrice}</dt><dd>${factOrNone(tool.entryPrice, words)}</dd></div>
</dl>
<p dir="auto"${langOf(words.written, words)}>${tool.description}</p>
${toolActions(tool, words)}
</section>`;
}

function decisionTable(comparison: ComparisonContent, words: Speech): Html {
	const { decision, facts } = words.comparison;
	const row = (label: string, shown: (tool: ToolContent) => Html | string) => ({
		label,
		left: shown(comparison.left),
		right: shown(comparison.right),
	});
	return html`<section aria-labelledby="decision">
<h2 id="decision">${decision}</h2>
${twoColumnTable(
	comparison,
	[
		row(facts.verdict, (tool) => panelLabel(tool.panel, words.language)),
		row(facts.pricing, (tool) => factOrNone(tool.pricing, words)),
		row(facts.bestFor, (tool) => factOrNone(tool.bestFor, words)),
		row(facts.category, (tool) => factOrNone(tool.category, words)),
	],
	words,
)}
</section>`;
}
