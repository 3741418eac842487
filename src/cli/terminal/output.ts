import { visible, visibleJson } from "../../text/visible-text.ts";
import type { Io } from "./io.ts";

export type Cell = string | number | null;

/** A result for scripts: one JSON document, indented. */
export function writeJson(io: Io, value: unknown): void {
	writeData(io, `${visibleJson(JSON.stringify(value, null, 2))}\n`);
}

/** A piece of a result for scripts, as it is. */
export function writeData(io: Io, text: string): void {
	(io.data ?? io.out)(text);
}

/** Rows in aligned columns under their titles; null is shown as a dash. */
export function writeTable(
	io: Io,
	titles: readonly string[],
	rows: readonly (readonly Cell[])[],
): void {
	writeRows(io, [titles, ...rows]);
}

/** A label and its value on each line; fields without a value (null or "") are left out. */
export function writeFields(
	io: Io,
	fields: readonly (readonly [label: string, value: Cell])[],
): void {
	writeRows(
		io,
		fields.filter(([, value]) => value !== null && value !== ""),
	);
}

/** Rows in aligned columns, each line after `indent`. */
export function writeRows(
	io: Io,
	rows: readonly (readonly Cell[])[],
	indent = "",
): void {
	const cells = rows.map((row) =>
		row.map((cell) => (cell === null ? "–" : visible(String(cell)))),
	);
	const columns = cells[0]?.length ?? 0;
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...cells.map((row) => [...(row[column] ?? "")].length)),
	);
	for (const row of cells)
		io.out(`${indent}${row.map(padded).join("  ").trimEnd()}\n`);

	function padded(cell: string, column: number): string {
		if (column === columns - 1) return cell;
		return cell + " ".repeat((widths[column] ?? 0) - [...cell].length);
	}
}

/** "1 comparison", "2,000 comparisons" */
export function counted(count: number, noun: string): string {
	return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
