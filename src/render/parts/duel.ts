import type { Theme } from "../../../templates/theme.ts";
import type { ToolContent } from "../../issue/content.ts";
import { html, safeUrl } from "../html.ts";
import { communityLabel, factLabel, flipLabel, splitLabel } from "../labels.ts";
import type { Part } from "../part.ts";
import { bar, colourOf, share, stamp, toneOf } from "./verdict.ts";

/** The two tools side by side, at every width. */
export const duel: Part = {
	name: "vd-duel",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme } }) =>
		comparison === null
			? html``
			: html`<table class="duel" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${card(comparison.left, theme)}<td width="20"></td>${card(comparison.right, theme)}</tr></table>`,
};

function card(tool: ToolContent, theme: Theme) {
	const flip = flipLabel(tool.flip);
	return html`<td class="card" width="50%" valign="top">
		<p>${stamp(tool.panel.verdict, theme)} ${share(tool.panel)}</p>
		${bar(tool.panel, theme)}
		<p class="note">${splitNote(tool)}</p>
		<h3><a href="${safeUrl(tool.url)}">${tool.name}</a></h3>
		${flip === null ? null : html`<p class="flip ${toneOf(tool.panel.verdict)}" style="color:${colourOf(tool.panel.verdict, theme)}">${flip}</p>`}
		${tool.tagline === "" ? null : html`<p class="tagline">${tool.tagline}</p>`}
		<p class="note">Entry: ${factLabel(tool.entryPrice)}<br>Readers: ${communityLabel(tool.community)}</p>
	</td>`;
}

function splitNote({ panel }: ToolContent): string {
	if (panel.verdict === null) return "Panel verdict not given";
	return splitLabel(panel) ?? "Panel split not given";
}
