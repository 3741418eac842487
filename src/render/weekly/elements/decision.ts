import { start } from "../../../../templates/parts/sides.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import {
	communityLabel,
	factLabel,
	panelLabel,
	toolsOf,
} from "../../labels.ts";
import { bdi, joinHtml, mailHtml } from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";

/** The facts to decide by, one a row. */
const ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel", (tool) => panelLabel(tool.panel)],
	["Community", (tool) => communityLabel(tool.community)],
	["Pricing", (tool) => factLabel(tool.pricing)],
	["Entry price", (tool) => factLabel(tool.entryPrice)],
	["Best for", (tool) => factLabel(tool.bestFor)],
	["Category", (tool) => factLabel(tool.category)],
];

/** The decision table. The name of a fact is above its two columns, which leaves room for a long word on a phone. */
export const decisionElement: DigestElement = {
	name: "vd-decision",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme } }) =>
		comparison === null
			? mailHtml``
			: mailHtml`<table class="data facts" aria-label="Decision table" width="100%" cellpadding="4" cellspacing="0" border="0"><thead><tr class="head"><th scope="col" align="${start(theme)}" valign="bottom" width="52%">${bdi(comparison.left.name)}</th><th scope="col" align="${start(theme)}" valign="bottom">${bdi(comparison.right.name)}</th></tr></thead>${joinHtml(
					ROWS.map(
						([label, fact]) =>
							mailHtml`<tbody><tr><th scope="rowgroup" colspan="2" align="${start(theme)}">${label}</th></tr><tr>${facts(comparison, fact)}</tr></tbody>`,
					),
				)}</table>`,
};

/** The two cells of a fact, or one over both columns where it is the same for both tools. */
function facts(
	comparison: ComparisonContent,
	fact: (tool: ToolContent) => string,
) {
	const [left = "", right = ""] = toolsOf(comparison).map(fact);
	return left === right
		? mailHtml`<td colspan="2" valign="top">Both: ${bdi(left)}</td>`
		: mailHtml`<td valign="top">${bdi(left)}</td><td valign="top">${bdi(right)}</td>`;
}
