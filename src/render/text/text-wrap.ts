import stringWidth from "string-width";
import { withoutMarks } from "../../issue/content/marks.ts";

/*
 * Text in columns of fixed width, as the text part of a mail is shown. Wide
 * characters (Chinese, Japanese, Korean, emoji) take two columns.
 */

/** Columns of the text part. */
export const WIDTH = 72;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Latin letters and common signs, a column each. Most texts have no other characters, and string-width takes 30 ms to get ready for the first one. */
const ONE_COLUMN_EACH = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027]*$/;

/** How many columns a text takes. */
export function columns(text: string): number {
	return ONE_COLUMN_EACH.test(text)
		? text.length
		: stringWidth(withoutMarks(text));
}

/**
 * Breaks a text at its spaces into lines of at most `width` columns. A word
 * that is longer breaks between graphemes; a link stays whole, whatever its
 * length, for a broken one leads nowhere.
 *
 * @param indent put before every line, and counted
 */
export function wrap(text: string, width: number, indent = ""): string {
	const available = width - columns(indent);
	const lines: string[] = [];
	let line = "";
	let taken = 0;
	for (const word of text.split(/\s+/).filter((part) => part !== "")) {
		const needed = columns(word);
		if (line !== "" && taken + 1 + needed <= available) {
			line += ` ${word}`;
			taken += 1 + needed;
			continue;
		}
		if (line !== "") lines.push(line);
		const stays =
			needed <= available || /^https?:\/\//.test(withoutMarks(word));
		const rows = stays ? [word] : split(word, available);
		line = rows.pop() ?? "";
		taken = columns(line);
		lines.push(...rows);
	}
	return [...lines, line].map((one) => indent + one).join("\n");
}

/** `text` and spaces up to `width` columns. */
export function pad(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** Spaces up to `width` columns, and `text`. */
export function padStart(text: string, width: number): string {
	return " ".repeat(Math.max(0, width - columns(text))) + text;
}

/** A word in pieces of at most `available` columns each. */
function split(word: string, available: number): string[] {
	const rows = [""];
	for (const { segment } of graphemes.segment(word)) {
		const row = rows.at(-1) + segment;
		if (columns(row) > available) rows.push(segment);
		else rows[rows.length - 1] = row;
	}
	return rows;
}
