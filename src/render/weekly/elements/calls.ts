import { end } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import type { PanelVerdict } from "../../../catalog/panel.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type {
	ReviewContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { frameOf, titleOf, verdictSign } from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import { joinHtml, label, type MailHtml, mailHtml } from "../../mail-html.ts";
import { callsOf } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { quietLink } from "./link.ts";
import { badge, colourOf, percent, share, widthFor } from "./verdict.ts";

/** All verdicts of the week: each story of the issue, a tool a row, with the verdict of the reader's own reviewer before the panel's. */
export const callsElement: DigestElement = {
	name: "vd-calls",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ scope: { issue }, build: { theme, lens } }) =>
		mailHtml`<table class="calls" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${heads(lens, theme)}${joinHtml(
			callsOf(issue).map((calls) =>
				joinHtml(
					calls.map(({ tool, url }, index) =>
						row(url, tool, placeOf(index, calls.length), lens, theme),
					),
				),
			),
		)}</table>`,
};

function heads(lens: Reviewer | null, theme: Theme): MailHtml {
	const { labels, frame } = languageOf(theme);
	const { ship, skip } = labels.verdict;
	const verdicts = widthFor([ship, skip], 68, 4);
	const shares = widthFor([frame.percent(100)], lens === null ? 50 : 62, 4);
	const own =
		lens === null
			? mailHtml`<td width="96"></td>`
			: mailHtml`<td width="30"></td><td class="note" width="${verdicts}" align="${end(theme)}">${titleOf(lens, theme)}</td>`;
	return mailHtml`<tr><td></td>${own}<td class="note" width="${shares}" align="${end(theme)}">${frame.panel}</td></tr>`;
}

/** Before the first of a story is a rule, after the last a space. What a shared tool met is set in below it. */
function placeOf(index: number, all: number): string {
	const place = index === 0 ? "first" : index === all - 1 ? "second" : "next";
	return index > 0 && all > 2 ? `${place} met` : place;
}

function row(
	url: string,
	tool: ToolContent,
	place: string,
	lens: Reviewer | null,
	theme: Theme,
): MailHtml {
	const { panel, flip } = tool;
	const name = mailHtml`${quietLink(url, tool.name, theme)}${flip === null ? null : mailHtml` <span class="note">${label(frameOf(theme).was(flip.from), theme)}</span>`}`;
	const own =
		lens === null
			? mailHtml`<td width="96" align="${end(theme)}" valign="top">${badge(panel.verdict, theme)}</td>`
			: ownCells(reviewThrough(tool, lens), theme);
	return mailHtml`<tr class="${place} is-${panel.verdict ?? "unknown"}"><td>${name}</td>${own}<td align="${end(theme)}" valign="top">${lens === null ? share(panel, theme) : panelMark(panel, theme)}</td></tr>`;
}

/** "+ 75%": the panel's verdict next to a reviewer's, as a sign, because there is no room for the word. */
function panelMark({ verdict, share }: PanelVerdict, theme: Theme): MailHtml {
	if (verdict === null || share === null) return mailHtml`—`;
	const frame = frameOf(theme);
	return mailHtml`<span class="call ${verdict}" style="color:${colourOf(verdict, theme)}" role="img" aria-label="${frame.spoken(verdict, share)}">${label(mailHtml`${verdictSign(verdict)} ${percent(share, theme)}`, theme)}</span>`;
}

/** A dash for what their reviewer left open: "not given" would leave no room for names on a phone. */
function ownCells(review: ReviewContent | null, theme: Theme): MailHtml {
	const verdict = review?.verdict ?? null;
	const dash = mailHtml`<span role="img" aria-label="${frameOf(theme).missing.any}">—</span>`;
	return mailHtml`<td align="${end(theme)}" valign="top">${review?.score ?? null}</td><td align="${end(theme)}" valign="top">${verdict === null ? dash : badge(verdict, theme)}</td>`;
}
