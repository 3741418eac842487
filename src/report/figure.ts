import { writeCsv } from "../subscriber/csv/write.ts";

/** A number has no sign of thousands and no unit; null: it is not known. */
export type Cell = string | number | null;

/** What a figure says, as rows. Its chart shows nothing else. */
export interface FigureTable {
	/** In the URL of its CSV. */
	key: string;
	title: string;
	/** What it counts and what not, in a sentence or two. */
	about: string;
	columns: readonly string[];
	rows: readonly (readonly Cell[])[];
}

/** The table as CSV, with a line of column names. */
export function csvOf({ columns, rows }: FigureTable): string {
	return writeCsv([
		columns,
		...rows.map((row) =>
			row.map((cell) => (cell === null ? "" : String(cell))),
		),
	]);
}

/** `count` of a thousand; null: there is nothing to compare with. */
export function perThousand(count: number, of: number): number | null {
	return of === 0 ? null : Math.round((count * 100_000) / of) / 100;
}
