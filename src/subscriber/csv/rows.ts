import Papa from "papaparse";
import { Failure } from "../../errors.ts";

export interface CsvRow {
	/** Where it begins, from 1 on, and where it ends: a quoted cell may hold line breaks. */
	line: number;
	lastLine: number;
	cells: string[];
	/** What stands between the quotes can't be told for sure, or bytes were no text. */
	broken: "quotes" | "bytes" | null;
}

/** Characters. Beyond that it is no row but a quote that nobody closed. */
const LONGEST_ROW = 1024 * 1024;
/** What a decoder writes where bytes are no text. */
const GARBLED = "\uFFFD";
const DELIMITERS = [",", ";", "\t", "|"];

/** What the parser hands over; its own types call it anything. */
interface Parsed {
	data: string[][];
	errors: { row?: number }[];
	meta: { cursor: number };
}

/**
 * Reads CSV piece by piece, some thousand rows at once, and never more of it
 * than that. What separates the cells is told by the first line, or by Excel's
 * `sep=;`. Empty lines are passed over.
 *
 * @param text with `\n` at the ends of lines
 * @throws Failure `bad-csv` at a quote that is never closed
 */
export async function* readRows(
	text: AsyncIterable<string>,
): AsyncGenerator<CsvRow[]> {
	let rest = "";
	let line = 1;
	let parser: InstanceType<typeof Papa.Parser> | null = null;

	function* parse(whole: boolean): Generator<CsvRow[]> {
		if (!parser) {
			const [blank = ""] = /^(?: *\n)+/.exec(rest) ?? [];
			line += blank.split("\n").length - 1;
			rest = rest.slice(blank.length);
			if (!whole && !rest.includes("\n")) return;
			const told = /^sep=(.)\n/.exec(rest);
			if (told) {
				rest = rest.slice(told[0].length);
				line++;
			}
			parser = new Papa.Parser({
				delimiter: told?.[1] ?? sniff(rest),
				newline: "\n",
			});
		}
		const { data, errors, meta }: Parsed = parser.parse(rest, 0, !whole);
		const misquoted = new Set(errors.map((error) => error.row));
		// Asked once of the whole piece: hardly any file has one.
		const garbled = rest.includes(GARBLED);
		const rows: CsvRow[] = [];
		for (const [index, cells] of data.entries()) {
			const lastLine = line + breaksIn(cells);
			if (cells.length > 1 || cells[0] !== "")
				rows.push({
					line,
					lastLine,
					cells,
					broken: misquoted.has(index)
						? "quotes"
						: garbled && cells.some((cell) => cell.includes(GARBLED))
							? "bytes"
							: null,
				});
			line = lastLine + 1;
		}
		rest = rest.slice(meta.cursor);
		if (rest.length > LONGEST_ROW)
			throw new Failure(
				"bad-csv",
				`The quote that opens in line ${line} is never closed. Close it and import the file again. The rows before it are not imported twice.`,
			);
		if (rows.length > 0) yield rows;
	}

	for await (const piece of text) {
		rest += piece;
		if (rest.includes("\n")) yield* parse(false);
	}
	if (rest !== "") yield* parse(true);
}

function breaksIn(cells: readonly string[]): number {
	let breaks = 0;
	for (const cell of cells)
		if (cell.includes("\n")) breaks += cell.split("\n").length - 1;
	return breaks;
}

/** The one that the first line has most of, outside quotes. */
function sniff(text: string): string {
	const end = text.indexOf("\n");
	const header = (end === -1 ? text : text.slice(0, end)).replace(
		/"[^"]*"/g,
		"",
	);
	const counts = DELIMITERS.map((one) => header.split(one).length);
	return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
