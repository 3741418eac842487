import Papa from "papaparse";
import { Failure } from "../../errors.ts";

export interface CsvRow {
	/** The first and the last line of the row, counted from 1. A quoted cell may contain line breaks. */
	line: number;
	lastLine: number;
	cells: string[];
	/** quotes: a quote is in the wrong place or not closed; bytes: some bytes are not valid in the encoding. */
	broken: "quotes" | "bytes" | null;
}

/** A longer row is no person: a quote may be open, or the file is no list. */
const MAX_ROW_CHARS = 1024 * 1024;
/** A decoder writes this for invalid bytes. */
const REPLACEMENT = "\uFFFD";
const DELIMITERS = [",", ";", "\t", "|"];

/** The parser's result, which its own types declare as `any`. */
interface ParseResult {
	data: string[][];
	errors: { row?: number }[];
	meta: { cursor: number };
}

/**
 * Parses CSV piece by piece, and keeps only the current piece in memory. The
 * first line decides the delimiter, or Excel's `sep=;`. Empty lines are skipped.
 *
 * @param text lines that end with `\n`
 * @throws Failure `bad-csv` at a row of more than 1 MiB, whether a quote is open in it or not
 */
export async function* readRows(
	text: AsyncIterable<string>,
): AsyncGenerator<CsvRow[]> {
	let rest = "";
	let line = 1;
	let delimiter = ",";
	let parser: InstanceType<typeof Papa.Parser> | null = null;

	function* parse(whole: boolean): Generator<CsvRow[]> {
		if (!parser) {
			const [blank = ""] = /^(?: *\n)+/.exec(rest) ?? [];
			line += blank.split("\n").length - 1;
			rest = rest.slice(blank.length);
			if (!whole && endOfHeader(rest) === -1) {
				if (rest.length > MAX_ROW_CHARS) throw tooLong(rest, line, delimiter);
				return;
			}
			const separatorLine = /^sep=(.)\n/.exec(rest);
			if (separatorLine) {
				rest = rest.slice(separatorLine[0].length);
				line++;
			}
			delimiter = separatorLine?.[1] ?? guessDelimiter(rest);
			parser = new Papa.Parser({ delimiter, newline: "\n" });
		}
		const { data, errors, meta }: ParseResult = parser.parse(rest, 0, !whole);
		const misquoted = new Set(errors.map((error) => error.row));
		// Checked once for the whole piece, because few files have any.
		const invalidBytes = rest.includes(REPLACEMENT);
		const rows: CsvRow[] = [];
		for (const [index, cells] of data.entries()) {
			const lastLine = line + lineBreaksIn(cells);
			if (cells.length > 1 || cells[0] !== "")
				rows.push({
					line,
					lastLine,
					cells,
					broken: misquoted.has(index)
						? "quotes"
						: invalidBytes && cells.some((cell) => cell.includes(REPLACEMENT))
							? "bytes"
							: null,
				});
			line = lastLine + 1;
		}
		rest = rest.slice(meta.cursor);
		// What is left has no end of a row yet.
		if (rest.length > MAX_ROW_CHARS) throw tooLong(rest, line, delimiter);
		if (rows.length > 0) yield rows;
	}

	for await (const piece of text) {
		rest += piece;
		if (rest.includes("\n")) yield* parse(false);
		else if (rest.length > MAX_ROW_CHARS) throw tooLong(rest, line, delimiter);
	}
	if (rest !== "") yield* parse(true);
}

/** @param rest the beginning of a row that has not ended after 1 MiB @param line where it begins */
function tooLong(rest: string, line: number, delimiter: string): Failure {
	const open = openQuote(rest, delimiter);
	const again = "The rows before it are not imported twice.";
	return new Failure(
		"bad-csv",
		open === null
			? `The row in line ${line} is too long: it has more than 1 MiB. Shorten it or delete it, and import the file again. ${again}`
			: `The quote that opens in line ${line + rest.slice(0, open).split("\n").length - 1} is never closed, or its cell is longer than 1 MiB. Close it and import the file again. ${again}`,
	);
}

/** Where the quote opens that is still open at the end of a text; null: none is. */
function openQuote(text: string, delimiter: string): number | null {
	let open: number | null = null;
	for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
		const before = text[at - 1];
		if (open !== null) {
			if (text[at + 1] === '"') at++;
			else open = null;
		} else if (at === 0 || before === delimiter || before === "\n") open = at;
	}
	return open;
}

function lineBreaksIn(cells: readonly string[]): number {
	let breaks = 0;
	for (const cell of cells)
		if (cell.includes("\n")) breaks += cell.split("\n").length - 1;
	return breaks;
}

/** The end of the first row: the first line break outside quotes; -1: it is not there. */
function endOfHeader(text: string): number {
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '"')
			quoted = !quoted && /^(?:|[,;\t|\n])$/.test(text.charAt(at - 1));
		else if (text[at] === "\n" && !quoted) return at;
	}
	return -1;
}

/** The delimiter that is most frequent in the first row, outside quotes. */
function guessDelimiter(text: string): string {
	const end = endOfHeader(text);
	const header = (
		end === -1
			? text.slice(0, text.indexOf("\n") + 1 || undefined)
			: text.slice(0, end)
	).replace(/"[^"]*"/g, "");
	const counts = DELIMITERS.map((one) => header.split(one).length);
	return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
