/**
 * A spreadsheet takes what begins with one of these for a formula and runs it
 * (OWASP, CSV injection); an apostrophe before it makes it text again.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A cell that no spreadsheet runs. An apostrophe of the reader's own before
 * such a sign gets another one, so that `unescapeFormula` knows ours from theirs.
 */
export function escapeFormula(cell: string): string {
	return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** Takes off the apostrophe that `escapeFormula` put there, and no other. */
export function unescapeFormula(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
