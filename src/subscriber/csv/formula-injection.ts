/** What begins a formula (OWASP: CSV injection). Signs of full width count too. */
const SIGNS = String.raw`=+\-@＝＋－＠`;
/** The beginning of a cell. */
const BEGINS = ["^", String.raw`(?='*[\t\r${SIGNS}])`] as const;
/** Behind a sign that separates cells where the list separator of the system is not a comma. */
const GOES_ON = [
	String.raw`(?<=[;\t|]["\s]{0,5})`,
	`(?='*[${SIGNS}])`,
] as const;

const TO_ESCAPE = new RegExp(`${BEGINS.join("")}|${GOES_ON.join("")}`, "g");
const ESCAPED = new RegExp(`${BEGINS.join("'")}|${GOES_ON.join("'")}`, "g");

/**
 * Makes a cell safe for spreadsheets. An apostrophe makes it text, and another one
 * is added to those that stand there already, so that `unescapeFormula` restores it.
 * No apostrophe is added between a separator and a place that it opens, or that
 * place would not be found again.
 */
export function escapeFormula(cell: string): string {
	return cell.replace(TO_ESCAPE, "'");
}

/** Removes the apostrophes that `escapeFormula` added, and no others. */
export function unescapeFormula(cell: string): string {
	return cell.replace(ESCAPED, "");
}
