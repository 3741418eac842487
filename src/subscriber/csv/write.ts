import Papa from "papaparse";
import { escapeFormula } from "./formula-injection.ts";

/** Rows as CSV (RFC 4180) that no spreadsheet runs, each with its line end. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	const safe = rows.map((row) => row.map(escapeFormula));
	return `${Papa.unparse(safe, { newline: "\r\n" })}\r\n`;
}
