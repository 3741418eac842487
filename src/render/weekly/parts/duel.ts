import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer, Verdict } from "../../../db/schema.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { type Html, html } from "../../html.ts";
import { flipLabel, reviewBy, reviewerTitles } from "../../labels.ts";
import { hasWords, speakerOf } from "../../lead-reviewer.ts";
import { reviewThrough } from "../../lens.ts";
import type { Part } from "../mjml-component.ts";
import { quietLink } from "./link.ts";
import { badge, colourOf, share, shareBar, tinted, toneOf } from "./verdict.ts";

/** The two tools side by side, at every width: verdict, name, and what one reviewer says of both. */
export const duel: Part = {
	name: "vd-duel",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) => {
		if (comparison === null) return html``;
		const speaker = speakerOf(comparison, lens);
		const card = (tool: ToolContent) =>
			html`<td class="card" width="48%" valign="top">${verdictOf(tool, lens, theme)}${about(tool, theme)}${quote(tool, speaker, speaker === lens)}</td>`;
		return html`<table class="duel" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${card(comparison.left)}<td></td>${card(comparison.right)}</tr></table>`;
	},
};

/** The reader's reviewer first, the panel below; the panel alone where there is no such reviewer, or no word from them. */
function verdictOf(
	{ panel, reviews }: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): Html {
	const review = reviewThrough({ reviews }, lens);
	if (!review || (review.verdict === null && review.score === null))
		return html`${plate(panel.verdict, share(panel), null, theme)}${shareBar(panel, theme)}`;
	const score =
		review.score === null
			? html``
			: html`<span class="share">${review.score}</span>`;
	return html`${plate(review.verdict, score, reviewerTitles[review.reviewer], theme)}${shareBar(panel, theme)}<p class="note">Panel: ${badge(panel.verdict, theme)} ${share(panel)}</p>`;
}

function plate(
	verdict: Verdict | null,
	figure: Html,
	label: string | null,
	theme: Theme,
): Html {
	return html`<table class="plate" role="presentation" width="100%" cellpadding="10" cellspacing="0" border="0"><tr><td ${tinted(verdict, theme)}>${label === null ? null : html`<span class="note">${label}</span><br>`}${badge(verdict, theme)} ${figure}</td></tr></table>`;
}

function about(tool: ToolContent, theme: Theme): Html {
	const flip = flipLabel(tool.flip);
	const { verdict } = tool.panel;
	return html`<h3>${quietLink(tool.url, tool.name, theme)}</h3>
		${flip === null ? null : html`<p class="flip ${toneOf(verdict)}" style="color:${colourOf(verdict, theme)}">${flip}</p>`}
		${tool.tagline === "" ? null : html`<p class="tagline">${tool.tagline}</p>`}`;
}

/** @param named whether the verdict above is the speaker's and says so */
function quote(
	tool: ToolContent,
	speaker: Reviewer | null,
	named: boolean,
): Html {
	const review = speaker && reviewBy(tool, speaker);
	if (!review || !hasWords(tool, review.reviewer)) return html``;
	const score = review.score === null ? "" : `, ${review.score}/100`;
	const isSaid = named && (review.verdict !== null || review.score !== null);
	return html`<p class="quote">“${review.body}”</p>${isSaid ? null : html`<p class="note">${reviewerTitles[review.reviewer]}${score}</p>`}`;
}
