/**
 * Controls (C0, C1, DEL), line and paragraph separators, what turns the direction
 * of text, invisible signs, and halves of pairs. A terminal obeys some of them;
 * others make a text look like another one (Unicode UAX 9; UTR 36).
 */
const INVISIBLE =
	/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200B\u2028\u2029\u2060-\u2065\uFEFF\uFFF9-\uFFFB]/gu;

/** Foreign text for a terminal or a report: what nobody would see is written as `\u001B`. */
export function visible(text: string): string {
	return withoutIsolates(text).replace(INVISIBLE, escaped);
}

/** Like `visible`, for text of several lines: line breaks and tabs stay. */
export function visibleLines(text: string): string {
	return escapedLines(withoutIsolates(text));
}

/** Our own sentences isolate names from right to left. A pair of marks changes nothing outside of it. */
function withoutIsolates(text: string): string {
	return text.replace(/\u2068([^\u2066-\u2069]*)\u2069/g, "$1");
}

function escapedLines(text: string): string {
	return text.replace(INVISIBLE, (sign) =>
		sign === "\n" || sign === "\t" ? sign : escaped(sign),
	);
}

/** JSON in which every such sign is an escape, so that it can be printed. @param json valid JSON */
export function visibleJson(json: string): string {
	// Outside of strings JSON has no signs but line breaks and tabs, and within strings none of those.
	return escapedLines(json);
}

function escaped(sign: string): string {
	return Array.from({ length: sign.length }, (_, at) =>
		sign.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0"),
	)
		.map((code) => `\\u${code}`)
		.join("");
}
