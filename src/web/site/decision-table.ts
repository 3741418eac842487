import { html } from "hono/html";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { communityLabel, factLabel, panelLabel } from "../../render/labels.ts";
import type { Html } from "../http/page.ts";
import { pairTable } from "./two-column-table.ts";

const ROWS: [string, (tool: ToolContent) => string][] = [
	["Panel verdict", (tool) => panelLabel(tool.panel)],
	["Community", (tool) => communityLabel(tool.community)],
	["Pricing", (tool) => factLabel(tool.pricing)],
	["Entry price", (tool) => factLabel(tool.entryPrice)],
	["Best for", (tool) => factLabel(tool.bestFor)],
	["Category", (tool) => factLabel(tool.category)],
];

/** What decides between the two, fact by fact. */
export function decisionTable(comparison: ComparisonContent): Html {
	const rows = ROWS.map(([label, fact]) => ({
		label,
		left: fact(comparison.left),
		right: fact(comparison.right),
	}));
	return html`<section aria-labelledby="decision">
<h2 id="decision">The decision</h2>
${pairTable(comparison, rows)}
</section>`;
}
