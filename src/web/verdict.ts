import { html } from "hono/html";
import type { PanelVerdict } from "../catalog/panel.ts";
import type { Verdict } from "../db/schema.ts";
import { panelLabel, verdictSign, verdictWord } from "../render/labels.ts";
import type { Html } from "./page.ts";

/** A verdict as sign, word and colour. */
export function verdictBadge(verdict: Verdict | null): Html {
	return html`<span class="badge ${verdict ?? "unknown"}"><span aria-hidden="true">${verdictSign(verdict)}</span> ${verdictWord(verdict)}</span>`;
}

/** The panel's verdict in words, with the bar of its share where one is known. */
export function panelLine(panel: PanelVerdict): Html {
	return html`<p class="panel ${panel.verdict ?? "unknown"}">${panelLabel(panel)}</p>
${panel.share === null ? "" : shareBar(panel.share)}`;
}

/** Beside the number, never instead of it. @param share 0 to 100 */
function shareBar(share: number): Html {
	return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="${share}" height="6"/></svg>`;
}
