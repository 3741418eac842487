import type { ToolContent } from "../../issue/content.ts";
import { html, join } from "../html.ts";
import { gistLabel, toolsOf } from "../labels.ts";
import type { Part } from "../part.ts";

/** What a brief adds to its calls: what each tool costs to begin with, and whom it suits. */
export const gist: Part = {
	name: "vd-gist",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison } }) =>
		comparison === null
			? html``
			: html`<p class="note gist">${join(toolsOf(comparison).map(line), "<br>")}</p>`,
};

function line(tool: ToolContent) {
	return html`<b>${tool.name}</b> ${gistLabel(tool)}`;
}
