import { start } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import { REVIEWERS } from "../../../catalog/panel.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { averageScore } from "../../../issue/words/summary.ts";
import {
	isSilent,
	reviewBy,
	reviewerTitles,
	scoreLabel,
	toolsOf,
} from "../../labels.ts";
import { hasWords, leadReviewerOf, panelWithout } from "../../lead-reviewer.ts";
import { panelThrough } from "../../lens.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
} from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { badge, tinted, toneOf } from "./verdict.ts";

/** The scores and verdicts of the panel in a table, and under it what the reviewers said, but for the lead reviewer, who is quoted in the duel. */
export const scorecardElement: DigestElement = {
	name: "vd-scorecard",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) => {
		if (comparison === null) return mailHtml``;
		const leadReviewer = leadReviewerOf(comparison, lens);
		return mailHtml`${matrix(comparison, panelThrough(lens), theme)}${joinHtml(
			panelWithout(leadReviewer, lens).map((reviewer) =>
				reviewsBy(comparison, reviewer, theme),
			),
		)}`;
	},
};

function matrix(
	comparison: ComparisonContent,
	panel: readonly Reviewer[],
	theme: Theme,
): MailHtml {
	const names = panel.map(
		(reviewer) =>
			mailHtml`<th scope="col" align="${start(theme)}" width="25%">${reviewerTitles[reviewer]}</th>`,
	);
	return mailHtml`<table class="data scores" aria-label="Scorecard" width="100%" cellpadding="4" cellspacing="0" border="0"><thead><tr class="head">${joinHtml(names)}</tr></thead>${joinHtml(
		toolsOf(comparison).map(
			(tool) =>
				mailHtml`<tbody><tr><th class="name" colspan="${REVIEWERS.length}" scope="rowgroup" align="${start(theme)}">${bdi(tool.name)}${average(tool, theme)}</th></tr><tr>${cells(tool, panel, theme)}</tr></tbody>`,
		),
	)}</table>`;
}

function average(tool: ToolContent, theme: Theme): MailHtml {
	const points = averageScore(tool);
	return points === null
		? mailHtml``
		: mailHtml` <span class="note">${label(`${points} on average`, theme)}</span>`;
}

function cells(
	tool: ToolContent,
	panel: readonly Reviewer[],
	theme: Theme,
): MailHtml {
	const reviews = panel.map((reviewer) => reviewBy(tool, reviewer));
	if (reviews.every((review) => isSilent(review)))
		return mailHtml`<td ${tinted(null, theme, "score-cell ")} colspan="${REVIEWERS.length}">Scores and verdicts not given</td>`;
	return joinHtml(
		reviews.map(
			(review) =>
				mailHtml`<td ${tinted(review?.verdict ?? null, theme, "score-cell ")}>${mark(review, theme)}</td>`,
		),
	);
}

/** What is unknown is a dash with a name, never a number. */
function mark(review: ReviewContent | undefined, theme: Theme): MailHtml {
	const dash = (missing: string) =>
		mailHtml`<span class="score" role="img" aria-label="${missing} not given">—</span>`;
	if (!review || isSilent(review)) return dash("score and verdict");
	const score =
		review.score === null
			? dash("score")
			: mailHtml`<span class="score">${review.score}</span>`;
	const verdict = review.verdict === null ? null : badge(review.verdict, theme);
	return mailHtml`${score} ${verdict}`;
}

function reviewsBy(
	comparison: ComparisonContent,
	reviewer: Reviewer,
	theme: Theme,
): MailHtml {
	const said = toolsOf(comparison).filter((tool) => hasWords(tool, reviewer));
	if (said.length === 0) return mailHtml``;
	return mailHtml`<h4>${reviewerTitles[reviewer]}</h4>${joinHtml(
		said.map((tool) => {
			const review = reviewBy(tool, reviewer);
			return mailHtml`<p class="voice edge-${toneOf(review?.verdict ?? null)}"><b>${bdi(tool.name)}</b> ${isSilent(review) ? null : mailHtml`<span class="note">${label(scoreLabel(review), theme)}</span> `}${bdi(`“${review?.body ?? ""}”`)}</p>`;
		}),
	)}`;
}
