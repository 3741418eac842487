import type { Theme } from "../../../../templates/theme.ts";
import { REVIEWERS } from "../../../catalog/panel.ts";
import type { Reviewer } from "../../../db/schema.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { averageScore } from "../../../issue/words/summary.ts";
import { type Html, html, join } from "../../html.ts";
import { reviewBy, reviewerTitles, toolsOf } from "../../labels.ts";
import { hasWords, othersThan, speakerOf } from "../../lead-reviewer.ts";
import { panelThrough } from "../../lens.ts";
import type { Part } from "../mjml-component.ts";
import { badge, tinted, toneOf } from "./verdict.ts";

/** The panel as a matrix of tool and reviewer, and under it what those said who did not speak in the duel. */
export const scorecard: Part = {
	name: "vd-scorecard",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) => {
		if (comparison === null) return html``;
		const speaker = speakerOf(comparison, lens);
		return html`${matrix(comparison, panelThrough(lens), theme)}${join(
			othersThan(speaker, lens).map((reviewer) => voice(comparison, reviewer)),
		)}`;
	},
};

function matrix(
	comparison: ComparisonContent,
	panel: readonly Reviewer[],
	theme: Theme,
): Html {
	const names = panel.map(
		(reviewer) =>
			html`<th scope="col" align="left" width="25%">${reviewerTitles[reviewer]}</th>`,
	);
	return html`<table class="data scores" aria-label="Scorecard" width="100%" cellpadding="4" cellspacing="0" border="0"><thead><tr class="head">${join(names)}</tr></thead>${join(
		toolsOf(comparison).map(
			(tool) =>
				html`<tbody><tr><th class="name" colspan="${REVIEWERS.length}" scope="rowgroup" align="left">${tool.name}${average(tool)}</th></tr><tr>${cells(tool, panel, theme)}</tr></tbody>`,
		),
	)}</table>`;
}

function average(tool: ToolContent): Html {
	const points = averageScore(tool);
	return points === null
		? html``
		: html` <span class="note">${points} on average</span>`;
}

function cells(
	tool: ToolContent,
	panel: readonly Reviewer[],
	theme: Theme,
): Html {
	const reviews = panel.map((reviewer) => reviewBy(tool, reviewer));
	if (reviews.every((review) => isSilent(review)))
		return html`<td ${tinted(null, theme, "score-cell ")} colspan="${REVIEWERS.length}">Scores and verdicts not given</td>`;
	return join(
		reviews.map(
			(review) =>
				html`<td ${tinted(review?.verdict ?? null, theme, "score-cell ")}>${mark(review, theme)}</td>`,
		),
	);
}

/** Unknown is a dash with a name, never a number. */
function mark(review: ReviewContent | undefined, theme: Theme): Html {
	const dash = (missing: string) =>
		html`<span class="score" role="img" aria-label="${missing} not given">—</span>`;
	if (!review || isSilent(review)) return dash("score and verdict");
	const score =
		review.score === null
			? dash("score")
			: html`<span class="score">${review.score}</span>`;
	const verdict = review.verdict === null ? null : badge(review.verdict, theme);
	return html`${score} ${verdict}`;
}

function isSilent(review: ReviewContent | undefined): boolean {
	return !review || (review.score === null && review.verdict === null);
}

function voice(comparison: ComparisonContent, reviewer: Reviewer): Html {
	const said = toolsOf(comparison).filter((tool) => hasWords(tool, reviewer));
	if (said.length === 0) return html``;
	return html`<h4>${reviewerTitles[reviewer]}</h4>${join(
		said.map((tool) => {
			const review = reviewBy(tool, reviewer);
			return html`<p class="voice edge-${toneOf(review?.verdict ?? null)}"><b>${tool.name}</b> “${review?.body ?? ""}”</p>`;
		}),
	)}`;
}
