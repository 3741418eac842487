import type { Theme } from "../../../../templates/theme.ts";
import { sayWith } from "../../../../templates/wording.ts";
import type { Reviewer, Verdict } from "../../../db/catalog-tables.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import {
	flipLabel,
	frameOf,
	isSilent,
	scoreLabel,
	titleOf,
} from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	written,
} from "../../mail-html.ts";
import { type Quote, quotesFrom } from "../../quotes.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { quietLink } from "./link.ts";
import { badge, colourOf, share, shareBar, tinted, toneOf } from "./verdict.ts";

/**
 * The two tools side by side, at every width, with verdict and name; or the one
 * that several comparisons share. Below them the strongest word for and against.
 * The first story of the issue has the taglines, too.
 */
export const duelElement: DigestElement = {
	name: "vd-duel",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme, lens } }) => {
		const story = storyOf(scope);
		if (story === null) return mailHtml``;
		const tools = toolsInFull(story);
		const hasTagline = story.comparison === scope.issue.leads[0];
		const verdict = (tool: ToolContent) => verdictOf(tool, lens, theme);
		const [left, right] = tools;
		const cards = !left
			? mailHtml``
			: right
				? mailHtml`${card(mailHtml`${verdict(left)}${about(left, hasTagline, theme)}`)}<td></td>${card(mailHtml`${verdict(right)}${about(right, hasTagline, theme)}`)}`
				: mailHtml`${card(verdict(left))}<td></td>${card(about(left, true, theme))}`;
		return mailHtml`<table class="duel" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cards}</tr></table>${joinHtml(
			quotesFrom(tools, lens).map((quote) =>
				quoted(quote, tools.length > 1, theme),
			),
		)}`;
	},
};

function card(content: MailHtml): MailHtml {
	return mailHtml`<td class="card" width="48%" valign="top">${content}</td>`;
}

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
	return mailHtml`${plate(review.verdict, score, titleOf(review.reviewer, theme), theme)}${shareBar(panel, theme)}<p class="note">${frameOf(theme).panelSays} ${badge(panel.verdict, theme)} ${share(panel, theme)}</p>`;
}

function plate(
	verdict: Verdict | null,
	figure: MailHtml,
	label: string | null,
	theme: Theme,
): MailHtml {
	return mailHtml`<table class="plate" role="presentation" width="100%" cellpadding="8" cellspacing="0" border="0"><tr><td ${tinted(verdict, theme)}>${label === null ? null : mailHtml`<span class="note">${label}</span><br>`}${badge(verdict, theme)} ${figure}</td></tr></table>`;
}

function about(tool: ToolContent, hasTagline: boolean, theme: Theme): MailHtml {
	const flip = flipLabel(tool.flip, languageOf(theme));
	const { verdict } = tool.panel;
	return mailHtml`<h3>${quietLink(tool.url, tool.name, theme)}</h3>
		${flip === null ? null : mailHtml`<p class="flip ${toneOf(verdict)}" style="color:${colourOf(verdict, theme)}">${label(flip, theme)}</p>`}
		${!hasTagline || tool.tagline === "" ? null : mailHtml`<p class="tagline">${written(tool.tagline, theme)}</p>`}`;
}

/** @param namesTool whether the reviewer could speak of another tool */
function quoted(
	{ tool, review }: Quote,
	namesTool: boolean,
	theme: Theme,
): MailHtml {
	const who = titleOf(review.reviewer, theme);
	const of = namesTool
		? joinHtml(
				sayWith<MailHtml>(
					frameOf(theme).quoted,
					{ who },
					{ tool: bdi(tool.name) },
				).map((piece) => mailHtml`${piece}`),
			)
		: mailHtml`${who}`;
	return mailHtml`<p class="voice edge-${toneOf(review.verdict)}">${written(`“${review.body}”`, theme)}<br><span class="note">${label(
		isSilent(review)
			? of
			: mailHtml`${of} · ${scoreLabel(review, languageOf(theme))}`,
		theme,
	)}</span></p>`;
}
