import { html } from "hono/html";
import type { PanelVerdict } from "../../catalog/panel.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { Language } from "../../issue/words/language/language.ts";
import {
	panelLabel,
	shareLabel,
	splitLabel,
	verdictSign,
	verdictWord,
} from "../../render/labels.ts";
import type { Html } from "../http/page.ts";

/** A verdict as sign, word and colour, so that nobody needs the colour to read it. */
export function verdictBadge(
	verdict: Verdict | null,
	language: Language,
): Html {
	return html`<span class="badge ${verdict ?? "unknown"}"><span aria-hidden="true">${verdictSign(verdict)}</span> ${verdictWord(verdict, language)}</span>`;
}

/** The panel verdict with its share, split and bar, as far as they are known. */
export function panelLine(panel: PanelVerdict, language: Language): Html {
	const { verdict, share } = panel;
	if (verdict === null)
		return html`<p class="panel unknown">${panelLabel(panel, language)}</p>`;
	const details = [
		shareLabel(panel, language),
		splitLabel(panel, language),
	].filter((detail) => detail !== null);
	return html`<p class="panel ${verdict}">${verdictBadge(verdict, language)}${details.map((detail) => html` <span>${detail}</span>`)}</p>
${share === null ? "" : shareBar(share)}`;
}

/** Hidden from screen readers, because the number is always there as text. @param share 0 to 100 */
export function shareBar(share: number): Html {
	return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="${share}" height="6"/></svg>`;
}
