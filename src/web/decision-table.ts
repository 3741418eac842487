import { html } from "hono/html";
import type { ComparisonContent, ToolContent } from "../issue/content.ts";
import { communityLabel, factLabel, panelLabel } from "../render/labels.ts";
import type { Html } from "./page.ts";

const ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel verdict", (tool) => panelLabel(tool.panel)],
	["Community", (tool) => communityLabel(tool.community)],
	["Pricing", (tool) => factLabel(tool.pricing)],
	["Entry price", (tool) => factLabel(tool.entryPrice)],
	["Best for", (tool) => factLabel(tool.bestFor)],
	["Category", (tool) => factLabel(tool.category)],
];

/** What decides between the two, fact by fact. */
export function decisionTable({ left, right }: ComparisonContent): Html {
	return html`<section aria-labelledby="decision">
<h2 id="decision">The decision</h2>
<table>
<thead><tr><td></td><th scope="col">${left.name}</th><th scope="col">${right.name}</th></tr></thead>
<tbody>
${ROWS.map(
	([label, fact]) =>
		html`<tr><th scope="row">${label}</th><td>${fact(left)}</td><td>${fact(right)}</td></tr>
`,
)}</tbody>
</table>
</section>`;
}
