import { badInput } from "../import/finding.ts";
import { isDash, type Line, saysSame } from "./lines.ts";

/** A row of the decision table: the cells of the left and the right tool, empty for a dash. */
export interface Row {
	left: string;
	right: string;
	line: number;
}

export interface DecisionTable {
	panelVerdict: Row | null;
	community: Row | null;
	pricing: Row | null;
	bestFor: Row | null;
	category: Row | null;
	/** Rows with other labels, which are not read. */
	unknown: { label: string; line: number }[];
}

const LABELS = {
	panelVerdict: "Panel verdict",
	community: "Community",
	pricing: "Pricing",
	bestFor: "Best for",
	category: "Category",
} as const;

/**
 * Reads the decision table: "Decision", the two names, and for each row its
 * label and two cells.
 *
 * @param lines from "Decision" to the end of the table
 * @throws BadInput `truncated`, `wrong-names`
 */
export function readTable(
	lines: readonly Line[],
	names: { left: string; right: string },
): DecisionTable {
	const [header, first, second, ...rows] = lines;
	if (!header || !first || !second)
		throw badInput(
			"truncated",
			"expected the decision table to name the tools",
			{
				line: lines.at(-1)?.number ?? 1,
			},
		);
	const swapped =
		saysSame(first.text, names.right) && saysSame(second.text, names.left);
	if (
		!swapped &&
		!(saysSame(first.text, names.left) && saysSame(second.text, names.right))
	)
		throw badInput(
			"wrong-names",
			`expected the decision table of "${names.left}" and "${names.right}", but found "${first.text}" and "${second.text}"`,
			{ line: first.number },
		);
	return tableOf(rows, swapped);
}

function tableOf(cells: readonly Line[], swapped: boolean): DecisionTable {
	const table: DecisionTable = {
		panelVerdict: null,
		community: null,
		pricing: null,
		bestFor: null,
		category: null,
		unknown: [],
	};
	// A cell that says the label of a row still to come means that one is missing.
	const ahead = (cell: Line) => {
		const key = keyOf(cell);
		return key !== undefined && table[key] === null;
	};
	for (let index = 0; index < cells.length; index += 3) {
		const [label, first, second] = cells.slice(index, index + 3);
		if (!label) break;
		if (!first || !second || ahead(first) || ahead(second))
			throw badInput(
				"truncated",
				`expected two cells in the row "${label.text}" of the decision table`,
				{ line: label.number },
			);
		const key = keyOf(label);
		if (!key) table.unknown.push({ label: label.text, line: label.number });
		else
			table[key] = {
				left: known(swapped ? second.text : first.text),
				right: known(swapped ? first.text : second.text),
				line: label.number,
			};
	}
	return table;
}

function keyOf(cell: Line): keyof typeof LABELS | undefined {
	return (Object.keys(LABELS) as (keyof typeof LABELS)[]).find((key) =>
		saysSame(LABELS[key], cell.text),
	);
}

function known(text: string): string {
	return isDash(text) ? "" : text;
}
