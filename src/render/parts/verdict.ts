import type { Palette, Theme } from "../../../templates/theme.ts";
import type { PanelVerdict } from "../../catalog/panel.ts";
import type { Verdict } from "../../db/schema.ts";
import { type Html, html } from "../html.ts";
import { verdictSign, verdictWord } from "../labels.ts";

/** The class and the palette's name of a verdict. */
export function toneOf(verdict: Verdict | null) {
	return verdict ?? "unknown";
}

/** The colour that stays when a mail program drops the style sheet. */
export function colourOf(verdict: Verdict | null, { light }: Theme): string {
	const tone: keyof Palette = toneOf(verdict);
	return light[tone];
}

/** A verdict as sign, word and colour: "+ Ship". */
export function badge(verdict: Verdict | null, theme: Theme): Html {
	return html`<b class="call ${toneOf(verdict)}" style="color:${colourOf(verdict, theme)}">${verdictSign(verdict)} ${verdictWord(verdict)}</b>`;
}

/** The same in a frame, as if put there by hand. */
export function stamp(verdict: Verdict | null, theme: Theme): Html {
	const colour = colourOf(verdict, theme);
	return html`<b class="stamp ${toneOf(verdict)}" style="color:${colour};border:2px solid ${colour};padding:2px 8px">${verdictSign(verdict)} ${verdictWord(verdict)}</b>`;
}

/** "75%", or nothing. */
export function share(panel: PanelVerdict): Html {
	if (panel.share === null) return html``;
	return html`<span class="share">${panel.share}%</span>`;
}

/** The share as a bar of two table cells; nothing where it is not known, for an empty bar would say 0. */
export function bar(panel: PanelVerdict, theme: Theme): Html {
	if (panel.share === null) return html``;
	const tone = toneOf(panel.verdict);
	const full = html`<td class="fill-${tone}" width="${panel.share}%" height="6" bgcolor="${colourOf(panel.verdict, theme)}"></td>`;
	const rest = html`<td class="fill-rest" height="6" bgcolor="${theme.light.rule}"></td>`;
	return html`<table class="bar" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${panel.share > 0 ? full : null}${panel.share < 100 ? rest : null}</tr></table>`;
}
