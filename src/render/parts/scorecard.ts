import type { Theme } from "../../../templates/theme.ts";
import type { Reviewer } from "../../db/schema.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
} from "../../issue/content.ts";
import { html, join, safeUrl } from "../html.ts";
import { reviewBy, reviewerTitles, scoreLabel, toolsOf } from "../labels.ts";
import { panelThrough } from "../lens.ts";
import type { Part } from "../part.ts";
import { head } from "./decision.ts";
import { badge, toneOf } from "./verdict.ts";

/** The panel as a matrix of reviewer and tool, and under it what they said. */
export const scorecard: Part = {
	name: "vd-scorecard",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens, shortened } }) =>
		comparison === null
			? html``
			: html`${matrix(comparison, lens, theme)}${join(panelThrough(lens).map((reviewer) => voices(comparison, reviewer)))}${
					shortened.has(comparison.slug)
						? html`<p class="note"><a href="${safeUrl(comparison.url)}">Read all the reviews in full</a></p>`
						: null
				}`,
};

function matrix(
	comparison: ComparisonContent,
	lens: Reviewer | null,
	theme: Theme,
) {
	return html`<table class="data scores" width="100%" cellpadding="6" cellspacing="0" border="0">${head(comparison, "Scorecard")}${join(
		panelThrough(lens).map(
			(reviewer) =>
				html`<tr><th scope="row" align="left">${reviewerTitles[reviewer]}</th>${join(
					toolsOf(comparison).map(
						(tool) => html`<td>${score(reviewBy(tool, reviewer), theme)}</td>`,
					),
				)}</tr>`,
		),
	)}</table>`;
}

/** Unknown is a dash with a name, never a number. */
function score(review: ReviewContent | undefined, theme: Theme) {
	const dash = html`<span role="img" aria-label="not given">—</span>`;
	if (!review || (review.score === null && review.verdict === null))
		return dash;
	return html`${review.score === null ? dash : html`<span class="score">${review.score}</span>`} ${
		review.verdict === null ? null : badge(review.verdict, theme)
	}`;
}

function voices(comparison: ComparisonContent, reviewer: Reviewer) {
	const said = toolsOf(comparison)
		.map((tool) => voice(tool, reviewBy(tool, reviewer)))
		.filter((piece) => piece !== null);
	if (said.length === 0) return html``;
	return html`<h4>${reviewerTitles[reviewer]}</h4>${join(said)}`;
}

function voice(tool: ToolContent, review: ReviewContent | undefined) {
	if (!review || review.body.trim() === "") return null;
	return html`<p class="voice edge-${toneOf(review.verdict)}"><b>${tool.name} — ${scoreLabel(review)}</b><br>${review.body}</p>`;
}
