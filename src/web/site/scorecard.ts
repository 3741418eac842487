import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import {
	isSilent,
	reviewBy,
	reviewerTitles,
	scoreLabel,
	toolsOf,
} from "../../render/labels.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { paragraphs } from "./paragraphs.ts";
import { shareBar } from "./verdict.ts";

/** The panel, reviewer by reviewer: for each tool the score, the verdict and what they wrote. */
export function reviewerScorecard(comparison: ComparisonContent): Html {
	return html`<section aria-labelledby="scorecard">
<h2 id="scorecard">Reviewer scorecard</h2>
${hasFigures(comparison) ? "" : html`<p class="note">The reviewers’ scores and verdicts are not given.</p>`}
${REVIEWERS.map((reviewer) => reviewsBy(comparison, reviewer))}
</section>`;
}

function hasFigures(comparison: ComparisonContent): boolean {
	return toolsOf(comparison).some((tool) =>
		tool.reviews.some((review) => !isSilent(review)),
	);
}

function reviewsBy(comparison: ComparisonContent, reviewer: Reviewer): Html {
	const tools = toolsOf(comparison);
	if (tools.every((tool) => reviewBy(tool, reviewer) === undefined))
		return html``;
	return html`<section class="words">
<h3>${reviewerTitles[reviewer]}</h3>
<div class="pair">${tools.map((tool) => reviewOn(tool, reviewer))}</div>
</section>`;
}

function reviewOn(tool: ToolContent, reviewer: Reviewer): Html {
	const review = reviewBy(tool, reviewer);
	return html`<section>
<h4>on ${name(tool.name)} <span class="score ${review?.verdict ?? "unknown"}">${scoreLabel(review)}</span></h4>
<div class="${review?.verdict ?? "unknown"}">${typeof review?.score === "number" ? shareBar(review.score) : ""}</div>
${paragraphs(review?.body ?? "")}
</section>`;
}
