import type { Theme } from "../../../templates/theme.ts";
import type { ToolContent } from "../../issue/content.ts";
import { html, join } from "../html.ts";
import { toolsOf } from "../labels.ts";
import type { Part } from "../part.ts";
import { badge, share } from "./verdict.ts";

/** Both verdicts of a comparison on one line each. */
export const verdicts: Part = {
	name: "vd-verdicts",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme } }) =>
		comparison === null
			? html``
			: html`<p class="verdicts">${join(
					toolsOf(comparison).map((tool) => line(tool, theme)),
					"<br>",
				)}</p>`,
};

function line(tool: ToolContent, theme: Theme) {
	return html`${badge(tool.panel.verdict, theme)} ${share(tool.panel)} ${tool.name}`;
}
