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
	scoreLabel,
	toolsOf,
} from "../../render/labels.ts";
import { fact } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { paragraphs } from "./paragraphs.ts";
import { shareBar } from "./verdict.ts";

/** The panel, reviewer by reviewer: for each tool the score, the verdict and what they wrote. */
export function reviewerScorecard(
	comparison: ComparisonContent,
	words: Speech,
): Html {
	const { scorecard, noFigures } = words.comparison;
	return html`<section aria-labelledby="scorecard">
<h2 id="scorecard">${scorecard}</h2>
${hasFigures(comparison) ? "" : html`<p class="note">${noFigures}</p>`}
${REVIEWERS.map((reviewer) => reviewsBy(comparison, reviewer, words))}
</section>`;
}

function hasFigures(comparison: ComparisonContent): boolean {
	return toolsOf(comparison).some((tool) =>
		tool.reviews.some((review) => !isSilent(review)),
	);
}

function reviewsBy(
	comparison: ComparisonContent,
	reviewer: Reviewer,
	words: Speech,
): Html {
	const tools = toolsOf(comparison);
	if (tools.every((tool) => reviewBy(tool, reviewer) === undefined))
		return html``;
	return html`<section class="words">
<h3>${words.language.labels.reviewers[reviewer]}</h3>
<div class="pair">${tools.map((tool) => reviewOn(tool, reviewer, words))}</div>
</section>`;
}

function reviewOn(tool: ToolContent, reviewer: Reviewer, words: Speech): Html {
	const review = reviewBy(tool, reviewer);
	return html`<section>
<h4>${words.comparison.on(fact(tool.name, words))} <span class="score ${review?.verdict ?? "unknown"}">${scoreLabel(review, words.language)}</span></h4>
<div class="${review?.verdict ?? "unknown"}">${typeof review?.score === "number" ? shareBar(review.score) : ""}</div>
${paragraphs(review?.body ?? "", words)}
</section>`;
}
