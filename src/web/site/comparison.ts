import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
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
import { dateLine } from "../../issue/week/schedule.ts";
import { pairTitle } from "../../issue/words/isolate.ts";
import {
	communityLabel,
	factLabel,
	panelLabel,
	toolsOf,
} from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name, pairOf } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import type { PageWords } from "../language/page-words.ts";
import { visitorWords } from "../language/words-for.ts";
import { breadcrumbData, comparisonData } from "../programs/structured-data.ts";
import { invitation } from "../sign-up/invitation.ts";
import type { SignUpIntake } from "../sign-up/sign-up-intake.ts";
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
	const links = localLinks(config);
	const contentOptions = { links, communityMinimum: config.communityMinimum };
	const contentOf = (record: ComparisonRecord) =>
		comparisonContent(record, contentOptions);

	/** What leads on, and what changed: each is read for this page alone. */
	async function around(record: ComparisonRecord) {
		const { earlier, later, related } = await neighboursOf(
			db,
			record,
			clock.now(),
			MAX_RELATED,
		);
		return {
			changes: await changesSinceMailed(db, record, config.timeZone),
			next: onward(
				{
					earlier: earlier && contentOf(earlier),
					later: later && contentOf(later),
					related: related.map(contentOf),
				},
				config.timeZone,
			),
		};
	}

	return new Hono().get("/c/:slug", revalidate(), async (c) => {
		const record = await comparisonBySlug(db, c.req.param("slug"));
		if (!record || record.published_at > clock.now()) return c.notFound();
		const comparison = contentOf(record);
		const { changes, next } = await around(record);
		const address = siteLinks(config.publicUrl).comparison(record.slug);
		const title = pairTitle(comparison.left.name, comparison.right.name);
		const words = visitorWords(config, c);
		return c.html(
			page(config, {
				words,
				mainLanguage: "en",
				title,
				description: comparison.summary,
				address,
				data: [
					comparisonData(config, comparison),
					breadcrumbData([
						{ name: "Comparisons", url: addressOf(config, "c") },
						{ name: title, url: address },
					]),
				],
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`<article class="comparison">
<nav class="note breadcrumb" aria-label="Breadcrumb"><a href="${links.home}">Verdicts</a> / <a href="${links.comparisons}">Compare</a> / <span aria-current="page">${pairOf(comparison)}</span></nav>
<p class="note">AI tool comparison, <time datetime="${comparison.publishedAt}">${dateLine(comparison.publishedAt, config.timeZone)}</time></p>
<h1>${pairOf(comparison)}</h1>
<p class="standfirst">${comparison.summary}</p>
${changes}
${sideBySide(config, comparison, words)}
${decisionTable(comparison)}
${reviewerScorecard(comparison)}
</article>
${invitation(config, intake, `c/${comparison.slug}`, words)}
${next}`,
			}),
		);
	});
}

function sideBySide(
	config: Config,
	comparison: ComparisonContent,
	words: PageWords,
): Html {
	return html`<div class="side-by-side">${toolsOf(comparison).map((tool) => toolSummary(config, tool, words))}</div>`;
}

function toolSummary(
	config: Config,
	tool: ToolContent,
	words: PageWords,
): Html {
	return html`<section>
<p class="note">${tile(tool)}${name(tool.category)}</p>
<h2><a href="${tool.url}">${name(tool.name)}</a></h2>
<p class="tagline">${name(tool.tagline)}</p>
<div>${panelLine(tool.panel)}</div>
<dl>
<div><dt>Community</dt><dd>${communityLabel(tool.community)}</dd></div>
<div><dt>Entry price</dt><dd>${name(factLabel(tool.entryPrice))}</dd></div>
</dl>
<p dir="auto">${tool.description}</p>
${toolActions(config, tool, words)}
</section>`;
}

const DECISION_ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel verdict", (tool) => panelLabel(tool.panel)],
	["Pricing", (tool) => factLabel(tool.pricing)],
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
<h2 id="decision">Decision</h2>
${twoColumnTable(comparison, rows)}
</section>`;
}
