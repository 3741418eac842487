import { html } from "hono/html";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { fact, name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

export interface TwoColumnRow {
	label: string;
	left: Html | string;
	right: Html | string;
}

/**
 * Facts of two tools side by side. A phone shows the rows as a grid, and then
 * browsers lose the roles of a table unless they are written out.
 */
export function twoColumnTable(
	{ left, right }: ComparisonContent,
	rows: readonly TwoColumnRow[],
	words: Speech,
): Html {
	return html`<table role="table">
<thead role="rowgroup"><tr role="row"><td role="cell"></td><th scope="col" role="columnheader">${fact(left.name, words)}</th><th scope="col" role="columnheader">${fact(right.name, words)}</th></tr></thead>
<tbody role="rowgroup">
${rows.map(
	(row) =>
		html`<tr role="row"><th scope="row" role="rowheader">${row.label}</th><td role="cell">${cell(row.left)}</td><td role="cell">${cell(row.right)}</td></tr>
`,
)}</tbody>
</table>`;
}

function cell(value: Html | string): Html {
	return typeof value === "string" ? name(value) : value;
}
