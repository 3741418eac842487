import { start } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { withoutMarks } from "../../../issue/content/marks.ts";
import {
	communityLabel,
	factLabel,
	panelLabel,
	toolsOf,
} from "../../labels.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
} from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";

interface Row {
	name: string;
	fact: (tool: ToolContent) => string;
	/** Whether the words are ours; else somebody else wrote them, in any script. */
	ours: boolean;
}

/** The facts to decide by, one a row. */
const ROWS: readonly Row[] = [
	{ name: "Panel", fact: ({ panel }) => panelLabel(panel), ours: true },
	{
		name: "Community",
		fact: ({ community }) => communityLabel(community),
		ours: true,
	},
	{ name: "Pricing", fact: ({ pricing }) => factLabel(pricing), ours: false },
	{
		name: "Entry price",
		fact: ({ entryPrice }) => factLabel(entryPrice),
		ours: false,
	},
	{ name: "Best for", fact: ({ bestFor }) => factLabel(bestFor), ours: false },
	{
		name: "Category",
		fact: ({ category }) => factLabel(category),
		ours: false,
	},
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
						(row) =>
							mailHtml`<tbody><tr><th scope="rowgroup" colspan="2" align="${start(theme)}">${row.name}</th></tr><tr>${cells(comparison, row, theme)}</tr></tbody>`,
					),
				)}</table>`,
};

/** The two cells of a fact, or one over both columns where it is the same for both tools. */
function cells(
	comparison: ComparisonContent,
	{ fact, ours }: Row,
	theme: Theme,
): MailHtml {
	const [left = "", right = ""] = toolsOf(comparison).map(fact);
	const shown = (text: string) => (ours ? label(text, theme) : bdi(text));
	return withoutMarks(left) === withoutMarks(right)
		? mailHtml`<td colspan="2" valign="top">${label(mailHtml`Both: ${shown(left)}`, theme)}</td>`
		: mailHtml`<td valign="top">${shown(left)}</td><td valign="top">${shown(right)}</td>`;
}
