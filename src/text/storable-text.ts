/**
 * Whether a text can be kept: it is well-formed Unicode, and has no control
 * character but tab and line ends. PostgreSQL refuses U+0000, UTF-8 has no lone
 * surrogates, and the others can steer a terminal.
 */
export function isStorable(text: string): boolean {
	return text.isWellFormed() && !/[\p{Cc}--[\t\n\r]]/v.test(text);
}

/** The same of a URL, or a part of one, and of what its escapes stand for. A sequence that is no UTF-8 becomes U+FFFD, as in a form. */
export function isStorableUrl(url: string): boolean {
	if (!url.includes("%")) return isStorable(url);
	const form = `=${url.replaceAll("&", "%26").replaceAll("+", "%2B")}`;
	return isStorable(new URLSearchParams(form).get("") ?? "");
}

/** The text without what steers a terminal: control characters, and marks that turn the direction of writing. */
export function withoutControls(text: string): string {
	return text.replace(/[[\p{Cc}\p{Bidi_Control}]--[\n\t]]/gv, "\u{FFFD}");
}
