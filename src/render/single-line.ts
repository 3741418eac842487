/**
 * Text that is one line and survives UTF-8: control characters and line
 * breaks become spaces (a name must not begin a line of its own making), lone
 * surrogates the replacement character.
 */
export function singleLine(text: string): string {
	if (/^[ -~]*$/.test(text)) return text;
	return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
