import type { Palette, Theme } from "../../../../templates/theme.ts";
import type { PanelVerdict } from "../../../catalog/panel.ts";
import type { Verdict } from "../../../db/catalog-tables.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { frameOf, verdictSign, verdictWord } from "../../labels.ts";
import { label, type MailHtml, mailHtml, trusted } from "../../mail-html.ts";

/** The class of a verdict, which is also its name in the palette. */
export function toneOf(verdict: Verdict | null) {
	return verdict ?? "unknown";
}

/** The colour of a verdict, for inline styles: it stays when a mail program drops the style sheet. */
export function colourOf(verdict: Verdict | null, { light }: Theme): string {
	const tone: keyof Palette = toneOf(verdict);
	return light[tone];
}

/** The attributes of a cell with the background of a verdict, which stays when a mail program drops the style sheet. */
export function tinted(
	verdict: Verdict | null,
	{ light }: Theme,
	kind = "",
): MailHtml {
	const tone = toneOf(verdict);
	const tint = { ship: "shipTint", skip: "skipTint", unknown: "unknownTint" };
	const background = light[tint[tone] as keyof Palette];
	return mailHtml`class="${kind}on-${tone}" bgcolor="${background}"`;
}

/** A verdict as sign, word and colour: "+ Ship". */
export function badge(verdict: Verdict | null, theme: Theme): MailHtml {
	return mailHtml`<b class="call ${toneOf(verdict)}" style="color:${colourOf(verdict, theme)}">${label(`${verdictSign(verdict)} ${verdictWord(verdict, languageOf(theme))}`, theme)}</b>`;
}

/** "75%", as the language writes it. */
export function percent(share: number, theme: Theme): MailHtml {
	const words = mailHtml`${frameOf(theme).percent(share)}`;
	// These words are ours and no content, so the sign can be no slot's.
	return trusted(words.markup.replace("&#37;", "%"));
}

/** "75%", or nothing. */
export function share(panel: PanelVerdict, theme: Theme): MailHtml {
	if (panel.share === null) return mailHtml``;
	return mailHtml`<span class="share">${label(percent(panel.share, theme), theme)}</span>`;
}

/**
 * The width of a column, in pixels: wider where a language has longer words.
 *
 * @param usual so many characters have room in `width`
 */
export function widthFor(
	words: readonly string[],
	width: number,
	usual: number,
): number {
	const longest = Math.max(...words.map((word) => word.length));
	return width + 8 * Math.max(0, longest - usual);
}

/** A row of coloured cells, each as wide as its part of the sum. Nothing if the sum is 0. */
export function bar(
	parts: readonly { tone: string; colour: string; size: number }[],
): MailHtml {
	const whole = parts.reduce((sum, { size }) => sum + size, 0);
	if (whole === 0) return mailHtml``;
	const cells = parts
		.filter(({ size }) => size > 0)
		.map(({ tone, colour, size }) => {
			const width = Math.round((100 * size) / whole);
			return mailHtml`<td class="fill-${tone}" width="${width}%" height="6" bgcolor="${colour}"></td>`
				.markup;
		})
		.join("");
	return mailHtml`<table class="bar" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${{ markup: cells }}</tr></table>`;
}

/** The share of the panel that says ship, as a bar. Nothing where it is not known: an empty bar would mean 0. */
export function shareBar(
	{ share, verdict }: PanelVerdict,
	theme: Theme,
): MailHtml {
	if (share === null) return mailHtml``;
	return bar([
		{ tone: toneOf(verdict), colour: colourOf(verdict, theme), size: share },
		{ tone: "rest", colour: theme.light.rule, size: 100 - share },
	]);
}
