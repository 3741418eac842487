import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import {
	reviewBy,
	reviewerTitles,
	scoreLabel,
	toolsOf,
} from "../../render/labels.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { paragraphs } from "./paragraphs.ts";
import { twoColumnTable } from "./two-column-table.ts";

/** The panel, reviewer by reviewer: a table of scores and verdicts, then what each wrote. */
export function reviewerScorecard(comparison: ComparisonContent): Html {
	return html`<section aria-labelledby="scorecard">
<h2 id="scorecard">Reviewer scorecard</h2>
${hasFigures(comparison) ? figures(comparison) : html`<p class="note">The reviewers’ scores and verdicts are not given.</p>`}
${REVIEWERS.map((reviewer) => reviewTexts(comparison, reviewer))}
</section>`;
}

function hasFigures(comparison: ComparisonContent): boolean {
	return toolsOf(comparison).some((tool) =>
		tool.reviews.some(
			(review) => review.score !== null || review.verdict !== null,
		),
	);
}

function figures(comparison: ComparisonContent): Html {
	return twoColumnTable(
		comparison,
		REVIEWERS.map((reviewer) => ({
			label: reviewerTitles[reviewer],
			left: figure(comparison.left, reviewer),
			right: figure(comparison.right, reviewer),
		})),
	);
}

function figure(tool: ToolContent, reviewer: Reviewer): Html {
	const review = reviewBy(tool, reviewer);
	return html`<span class="${review?.verdict ?? "unknown"}">${scoreLabel(review)}</span>`;
}

function reviewTexts(comparison: ComparisonContent, reviewer: Reviewer): Html {
	const written = toolsOf(comparison).flatMap((tool) => {
		const review = reviewBy(tool, reviewer);
		return review?.body ? [{ tool, review }] : [];
	});
	if (written.length === 0) return html``;
	return html`<section class="words">
<h3>${reviewerTitles[reviewer]}</h3>
<div class="pair">${written.map(
		({ tool, review }) => html`<section>
<h4>on ${name(tool.name)} <span class="score ${review.verdict ?? "unknown"}">${scoreLabel(review)}</span></h4>
${paragraphs(review.body)}
</section>`,
	)}</div>
</section>`;
}
