import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer, Verdict } from "../../../db/catalog-tables.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import {
	flipLabel,
	isSilent,
	reviewBy,
	reviewerTitles,
	scoreLabel,
} from "../../labels.ts";
import { hasWords, leadReviewerOf } from "../../lead-reviewer.ts";
import { reviewThrough } from "../../lens.ts";
import { bdi, label, type MailHtml, mailHtml } from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { quietLink } from "./link.ts";
import { badge, colourOf, share, shareBar, tinted, toneOf } from "./verdict.ts";

/** The two tools side by side, at every width: verdict, name, and what one reviewer says of both. */
export const duelElement: DigestElement = {
	name: "vd-duel",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) => {
		if (comparison === null) return mailHtml``;
		const leadReviewer = leadReviewerOf(comparison, lens);
		const card = (tool: ToolContent) =>
			mailHtml`<td class="card" width="48%" valign="top">${verdictOf(tool, lens, theme)}${about(tool, theme)}${quoteOfLead(tool, leadReviewer, leadReviewer === lens, theme)}</td>`;
		return mailHtml`<table class="duel" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${card(comparison.left)}<td></td>${card(comparison.right)}</tr></table>`;
	},
};

/** The verdict of the reader's reviewer, with the panel's below it. The panel's alone, where that reviewer gave neither verdict nor score. */
function verdictOf(
	{ panel, reviews }: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): MailHtml {
	const review = reviewThrough({ reviews }, lens);
	if (!review || isSilent(review))
		return mailHtml`${plate(panel.verdict, share(panel, theme), null, theme)}${shareBar(panel, theme)}`;
	const score =
		review.score === null
			? mailHtml``
			: mailHtml`<span class="share">${label(String(review.score), theme)}</span>`;
	return mailHtml`${plate(review.verdict, score, reviewerTitles[review.reviewer], theme)}${shareBar(panel, theme)}<p class="note">Panel: ${badge(panel.verdict, theme)} ${share(panel, theme)}</p>`;
}

function plate(
	verdict: Verdict | null,
	figure: MailHtml,
	label: string | null,
	theme: Theme,
): MailHtml {
	return mailHtml`<table class="plate" role="presentation" width="100%" cellpadding="10" cellspacing="0" border="0"><tr><td ${tinted(verdict, theme)}>${label === null ? null : mailHtml`<span class="note">${label}</span><br>`}${badge(verdict, theme)} ${figure}</td></tr></table>`;
}

function about(tool: ToolContent, theme: Theme): MailHtml {
	const flip = flipLabel(tool.flip);
	const { verdict } = tool.panel;
	return mailHtml`<h3>${quietLink(tool.url, tool.name, theme)}</h3>
		${flip === null ? null : mailHtml`<p class="flip ${toneOf(verdict)}" style="color:${colourOf(verdict, theme)}">${label(flip, theme)}</p>`}
		${tool.tagline === "" ? null : mailHtml`<p class="tagline">${bdi(tool.tagline)}</p>`}`;
}

/** @param isNamed whether the verdict above names the same reviewer */
function quoteOfLead(
	tool: ToolContent,
	leadReviewer: Reviewer | null,
	isNamed: boolean,
	theme: Theme,
): MailHtml {
	const review = leadReviewer && reviewBy(tool, leadReviewer);
	if (!review || !hasWords(tool, review.reviewer)) return mailHtml``;
	const isShown = isNamed && !isSilent(review);
	return mailHtml`<p class="quote">${bdi(`“${review.body}”`)}</p>${isShown ? null : mailHtml`<p class="note">${reviewerTitles[review.reviewer]}${isSilent(review) ? null : mailHtml` · ${label(scoreLabel(review), theme)}`}</p>`}`;
}
