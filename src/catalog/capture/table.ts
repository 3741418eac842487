import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash, isSameText } from "./lines.ts";

/** A row of the decision table: the cells of the left and the right tool. A dash is read as empty. */
export interface TableRow {
	left: string;
	right: string;
	line: number;
}

export interface DecisionTable {
	panelVerdict: TableRow | null;
	community: TableRow | null;
	pricing: TableRow | null;
	bestFor: TableRow | null;
	category: TableRow | null;
	/** Rows with other labels, which are ignored. */
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
export function readDecisionTable(
	lines: readonly CaptureLine[],
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
		isSameText(first.text, names.right) && isSameText(second.text, names.left);
	if (
		!swapped &&
		!(
			isSameText(first.text, names.left) && isSameText(second.text, names.right)
		)
	)
		throw badInput(
			"wrong-names",
			`expected the decision table of "${names.left}" and "${names.right}", but found "${first.text}" and "${second.text}"`,
			{ line: first.number },
		);
	return tableOf(rows, swapped);
}

function tableOf(
	cells: readonly CaptureLine[],
	swapped: boolean,
): DecisionTable {
	const table: DecisionTable = {
		panelVerdict: null,
		community: null,
		pricing: null,
		bestFor: null,
		category: null,
		unknown: [],
	};
	// A cell with the label of a later row means that a cell is missing.
	const isLaterLabel = (cell: { text: string }) => {
		const key = keyOf(cell);
		return key !== undefined && table[key] === null;
	};
	for (let index = 0; index < cells.length; ) {
		const label = cells[index];
		if (!label) break;
		const inLine = label.row && cellsOf(label.row);
		const [first, second] = inLine ?? cells.slice(index + 1, index + 3);
		if (!first || !second || isLaterLabel(first) || isLaterLabel(second))
			throw badInput(
				"truncated",
				`expected two cells in the row "${label.text}" of the decision table`,
				{ line: label.number },
			);
		index += inLine
			? cells.slice(index).filter((cell) => cell.number === label.number).length
			: 3;
		const key = keyOf(label);
		if (!key) table.unknown.push({ label: label.text, line: label.number });
		else
			table[key] = {
				left: withoutDash(swapped ? second.text : first.text),
				right: withoutDash(swapped ? first.text : second.text),
				line: label.number,
			};
	}
	return table;
}

/** The cells right of a label; those that are empty count, unless there are more than two. */
function cellsOf([, ...cells]: readonly string[]): { text: string }[] {
	const filled = cells.findLastIndex((cell) => cell !== "");
	const row = cells.slice(0, Math.max(2, filled + 1));
	return row.length === 2 ? row.map((text) => ({ text })) : [];
}

function keyOf(cell: { text: string }): keyof typeof LABELS | undefined {
	return (Object.keys(LABELS) as (keyof typeof LABELS)[]).find((key) =>
		isSameText(LABELS[key], cell.text),
	);
}

function withoutDash(text: string): string {
	return isDash(text) ? "" : text;
}
