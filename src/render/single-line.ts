/**
 * Text as one line of valid UTF-8. Control characters and line breaks become
 * spaces, so that a name can't begin a line of its own. Lone surrogates become
 * the replacement character.
 */
export function singleLine(text: string): string {
	if (/^[ -~]*$/.test(text)) return text;
	return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
