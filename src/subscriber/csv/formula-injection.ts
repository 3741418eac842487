/**
 * A spreadsheet runs a cell that begins with one of these signs as a formula
 * (OWASP: CSV injection). An apostrophe before it makes the cell text.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * Makes a cell safe for spreadsheets. A cell that has an apostrophe before such a
 * sign already gets another one, so that `unescapeFormula` restores it.
 */
export function escapeFormula(cell: string): string {
	return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** Removes the apostrophe that `escapeFormula` added, and no other. */
export function unescapeFormula(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
