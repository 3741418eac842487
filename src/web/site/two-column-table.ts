import { html } from "hono/html";
import type { ComparisonContent } from "../../issue/content/content.ts";
import type { Html } from "../http/page.ts";

export interface PairRow {
	label: string;
	left: Html | string;
	right: Html | string;
}

/**
 * Facts of two tools side by side. The roles are spelled out because a phone
 * shows the rows as a grid, and browsers forget that it is a table then.
 */
export function pairTable(
	{ left, right }: ComparisonContent,
	rows: readonly PairRow[],
): Html {
	return html`<table role="table">
<thead role="rowgroup"><tr role="row"><td role="cell"></td><th scope="col" role="columnheader">${left.name}</th><th scope="col" role="columnheader">${right.name}</th></tr></thead>
<tbody role="rowgroup">
${rows.map(
	(row) =>
		html`<tr role="row"><th scope="row" role="rowheader">${row.label}</th><td role="cell">${row.left}</td><td role="cell">${row.right}</td></tr>
`,
)}</tbody>
</table>`;
}
