import type { ComparisonContent, ToolContent } from "../../issue/content.ts";
import { html, join } from "../html.ts";
import { communityLabel, factLabel, panelLabel, toolsOf } from "../labels.ts";
import type { Part } from "../part.ts";

/** What a decision hangs on, one fact a row. */
const ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel verdict", (tool) => panelLabel(tool.panel)],
	["Community", (tool) => communityLabel(tool.community)],
	["Pricing", (tool) => factLabel(tool.pricing)],
	["Entry price", (tool) => factLabel(tool.entryPrice)],
	["Best for", (tool) => factLabel(tool.bestFor)],
	["Category", (tool) => factLabel(tool.category)],
];

/** The decision table: facts by tool. */
export const decision: Part = {
	name: "vd-decision",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison } }) =>
		comparison === null
			? html``
			: html`<table class="data" width="100%" cellpadding="6" cellspacing="0" border="0">${head(comparison, "Decision")}${join(
					ROWS.map(
						([label, fact]) =>
							html`<tr><th scope="row" align="left" valign="top">${label}</th>${join(
								toolsOf(comparison).map(
									(tool) => html`<td valign="top">${fact(tool)}</td>`,
								),
							)}</tr>`,
					),
				)}</table>`,
};

/** The heading row of a table with one column for each tool. */
export function head(comparison: ComparisonContent, corner: string) {
	return html`<tr class="head"><th class="corner" scope="col" align="left" valign="bottom" width="88">${corner}</th>${join(
		toolsOf(comparison).map(
			(tool) =>
				html`<th scope="col" align="left" valign="bottom">${tool.name}</th>`,
		),
	)}</tr>`;
}
