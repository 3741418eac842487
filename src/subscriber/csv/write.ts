import Papa from "papaparse";
import { escapeFormula } from "./formula-injection.ts";

/** Rows as CSV (RFC 4180), safe against formula injection. Every row ends with CRLF. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	const safe = rows.map((row) => row.map(escapeFormula));
	return `${Papa.unparse(safe, { newline: "\r\n" })}\r\n`;
}
