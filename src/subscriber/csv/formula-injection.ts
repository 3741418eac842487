/**
 * Where a spreadsheet begins a cell that it would run as a formula (OWASP: CSV
 * injection): at the beginning, and behind a sign that separates cells where the
 * list separator of the system is not a comma. Signs of full width count too.
 */
const BEGINNING = String.raw`(?<=^|[;\t|]["\s]{0,5})`;
const FORMULA = String.raw`(?='*[=+\-@\t\r＝＋－＠])`;
const TO_ESCAPE = new RegExp(`${BEGINNING}${FORMULA}`, "g");
const ESCAPED = new RegExp(`${BEGINNING}'${FORMULA}`, "g");

/**
 * Makes a cell safe for spreadsheets. An apostrophe makes it text, and another one
 * is added to those that stand there already, so that `unescapeFormula` restores it.
 */
export function escapeFormula(cell: string): string {
	return cell.replace(TO_ESCAPE, "'");
}

/** Removes the apostrophes that `escapeFormula` added, and no others. */
export function unescapeFormula(cell: string): string {
	return cell.replace(ESCAPED, "");
}
