import { start } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type {
	ReviewContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { frameOf, isSilent, reviewBy, titleOf } from "../../labels.ts";
import { panelThrough } from "../../lens.ts";
import { bdi, joinHtml, type MailHtml, mailHtml } from "../../mail-html.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { badge, tinted, widthFor } from "./verdict.ts";

/** The scores and verdicts of the panel: a reviewer a row, a tool a column. */
export const scorecardElement: DigestElement = {
	name: "vd-scorecard",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme, lens } }) => {
		const story = storyOf(scope);
		return story === null
			? mailHtml``
			: scores(toolsInFull(story), panelThrough(lens), theme);
	},
};

function scores(
	tools: readonly ToolContent[],
	panel: readonly Reviewer[],
	theme: Theme,
): MailHtml {
	if (tools.every(({ reviews }) => reviews.every(isSilent)))
		return mailHtml`<p class="note silent">${frameOf(theme).noScores}</p>`;
	const heads = tools.map(
		(tool) =>
			mailHtml`<th scope="col" align="${start(theme)}" valign="bottom">${bdi(tool.name)}</th>`,
	);
	const rows = panel.map(
		(reviewer) =>
			mailHtml`<tr><th class="who" scope="row" align="${start(theme)}">${titleOf(reviewer, theme)}</th>${joinHtml(
				tools.map((tool) => cell(reviewBy(tool, reviewer), theme)),
			)}</tr>`,
	);
	return mailHtml`<table class="data scores" aria-label="${frameOf(theme).tables.scores}" width="100%" cellpadding="3" cellspacing="0" border="0"><thead><tr class="head"><td width="${widthFor(Object.values(languageOf(theme).labels.reviewers), 62, 8)}"></td>${joinHtml(heads)}</tr></thead><tbody>${joinHtml(rows)}</tbody></table>`;
}

/** What is unknown is a dash with a name, never a number. */
function cell(review: ReviewContent | undefined, theme: Theme): MailHtml {
	const { missing } = frameOf(theme);
	const dash = (name: string) =>
		mailHtml`<span class="score" role="img" aria-label="${name}">—</span>`;
	const mark =
		!review || isSilent(review)
			? dash(missing.scoreAndVerdict)
			: mailHtml`${review.score === null ? dash(missing.score) : mailHtml`<span class="score">${review.score}</span>`} ${review.verdict === null ? null : badge(review.verdict, theme)}`;
	return mailHtml`<td ${tinted(review?.verdict ?? null, theme, "score-cell ")}>${mark}</td>`;
}
