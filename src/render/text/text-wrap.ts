/*
 * Text in columns of fixed width, as a mail's plain part is shown: counted in
 * graphemes, of which the wide ones (Chinese, Japanese, Korean, emoji) take two.
 */

/** Columns of the text part. */
export const WIDTH = 72;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const WIDE =
	/^(?:\p{Emoji_Presentation}|.+\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}])/u;
const ASCII = /^[ -~]*$/;

/** How many columns a text takes. */
export function columns(text: string): number {
	if (ASCII.test(text)) return text.length;
	return split(text).reduce((sum, grapheme) => sum + cells(grapheme), 0);
}

/**
 * Breaks a text at its spaces into lines of at most `width` columns. A word
 * that is longer breaks between graphemes; a link stays whole, whatever its
 * length, for a broken one leads nowhere.
 *
 * @param indent put before every line, and counted
 */
export function wrap(text: string, width: number, indent = ""): string {
	const room = width - columns(indent);
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/).filter((part) => part !== "")) {
		if (line !== "" && columns(line) + 1 + columns(word) <= room) {
			line += ` ${word}`;
			continue;
		}
		if (line !== "") lines.push(line);
		const rows = /^https?:\/\//.test(word) ? [word] : chop(word, room);
		line = rows.pop() ?? "";
		lines.push(...rows);
	}
	return [...lines, line].map((one) => indent + one).join("\n");
}

/** `text` and spaces up to `width` columns. */
export function pad(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - columns(text)));
}

function chop(word: string, room: number): string[] {
	if (columns(word) <= room) return [word];
	const rows = [""];
	let width = 0;
	for (const grapheme of split(word)) {
		if (width + cells(grapheme) > room) {
			rows.push("");
			width = 0;
		}
		rows[rows.length - 1] += grapheme;
		width += cells(grapheme);
	}
	return rows;
}

function split(text: string): string[] {
	return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function cells(grapheme: string): number {
	return WIDE.test(grapheme) ? 2 : 1;
}
