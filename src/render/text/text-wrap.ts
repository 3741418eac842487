import { withoutMarks } from "../../issue/content/marks.ts";
import { columns } from "../../issue/words/columns.ts";
import { VALUE, VALUES_JOINED, valueSlot } from "./text-slots.ts";

/*
 * Text in columns of fixed width, as the text part of a mail is shown. Wide
 * characters (Chinese, Japanese, Korean, emoji) take two columns. Every line of
 * the text part comes from here: none is longer than its width but a link on a
 * line of its own, and none begins with ">", which mail programs show as a
 * quotation (RFC 3676, 4.5).
 */

/** Columns of the text part. */
export const WIDTH = 72;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Breaks a text at its spaces into lines of at most `width` columns. A word
 * that is longer breaks between graphemes; a link stays whole on a line of its
 * own, whatever its length, for a broken one leads nowhere. A line ends after a
 * value of the reader's (`readerValue`), whose length nobody knows yet.
 *
 * @param indent put before every line, and counted
 */
export function wrap(text: string, width: number, indent = ""): string {
	// An isolate that goes on is ended and begun again, with a mark on either side.
	const marks = /[\u2066-\u2069]/.test(text) ? 2 : 0;
	const available = width - columns(indent) - marks;
	return isolatesClosed(linesOf(text, available, indent))
		.map((line) => indent + guarded(line))
		.join("\n");
}

/** `label` before the first line of a wrapped text, whose other lines begin below the first. A label that leaves no room, and a long link, get lines of their own. */
export function row(label: string, text: string): string {
	const taken = columns(label);
	const lines =
		taken > WIDTH / 2 ? [] : wrap(text, WIDTH, " ".repeat(taken)).split("\n");
	if (lines.length === 0 || lines.some((line) => columns(line) > WIDTH))
		return `${wrap(label, WIDTH)}\n${wrap(text, WIDTH, "  ")}`;
	const first = label.replace(/^\s*(?=>)/, (spaces) => `${spaces}\u2060`);
	return first + lines.join("\n").slice(taken);
}

/** Spaces up to `width` columns, and `text`. */
export function padStart(text: string, width: number): string {
	return " ".repeat(Math.max(0, width - columns(text))) + text;
}

/** `text` and spaces up to `width` columns. */
export function pad(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** As `columns`, with a column for each mark of an isolate: some programs count characters. */
function measured(text: string): number {
	return columns(text) + (text.match(/[\u2066-\u2069]/g)?.length ?? 0);
}

function linesOf(text: string, available: number, indent: string): string[] {
	const lines: string[] = [];
	let line = "";
	let taken = 0;
	const end = () => {
		if (line !== "") lines.push(line);
		line = "";
		taken = 0;
	};
	for (const word of wordsOf(text)) {
		if (VALUE.test(word)) {
			const { before, mark, after } = valueWord(word);
			const glued = measured(before) + measured(after);
			if (line !== "" && taken + 1 + glued > available) end();
			const lead = line !== "" && before === "";
			if (line !== "" && before !== "") line += ` ${before}`;
			if (line === "") line = before;
			const room = available - measured(line) - measured(after);
			const place = {
				room,
				lead,
				alone: columns(line) === 0,
				after: measured(after),
				indent: indent.length,
			};
			lines.push(line + valueSlot(mark, place) + after);
			line = "";
			taken = 0;
			continue;
		}
		const needed = measured(word);
		if (line !== "" && taken + 1 + needed <= available) {
			line += ` ${word}`;
			taken += 1 + needed;
			continue;
		}
		end();
		const rows = needed <= available ? [word] : split(word, available);
		line = rows.pop() ?? "";
		taken = measured(line);
		lines.push(...rows);
	}
	return [...lines, ...(line === "" && lines.length > 0 ? [] : [line])];
}

/** The words of a text. One that begins with ">" stays with the word before it, so that it begins no line. */
function wordsOf(text: string): string[] {
	const words: string[] = [];
	const spaced = text.replace(VALUES_JOINED, "$1 ");
	// "75 %" stays on one line.
	for (const word of spaced.split(/(?:(?!(?<=\d)\u00A0%)\s)+/)) {
		const last = words.at(-1);
		if (word === "") continue;
		const joins =
			withoutMarks(word).startsWith(">") && last && columns(last) < WIDTH / 2;
		if (joins && !VALUE.test(last)) words[words.length - 1] = `${last} ${word}`;
		else words.push(...(VALUE.test(word) ? apart(word) : [word]));
	}
	return words;
}

/** A word with a value in it, and what of it is too long to share the value's line. */
function apart(word: string): string[] {
	const { before, mark, after } = valueWord(word);
	const isLong = (part: string) => columns(part) > WIDTH / 4;
	const value = word.slice(
		isLong(before) ? before.length : 0,
		isLong(after) ? word.length - after.length : word.length,
	);
	const parts = [
		isLong(before) ? before : "",
		value,
		isLong(after) ? after : "",
	];
	return mark === "" ? [word] : parts.filter((part) => part !== "");
}

function valueWord(word: string) {
	const [before = "", mark = "", ...after] = word.split(VALUE);
	return { before, mark, after: after.join("") };
}

const LINK = /^([\s\S]*?)(https?:\/\/\S+)$/;

/** A word that is too long, in pieces of at most `available` columns each; a link in it is one piece. */
function split(word: string, available: number): string[] {
	const [, before = "", link] = LINK.exec(word) ?? [];
	if (link !== undefined) {
		const marks = /^[\u2066-\u2068]*$/.test(withoutMarks(before));
		return marks
			? [word]
			: [...split(before, available), link].filter((piece) => piece !== "");
	}
	const rows = [""];
	for (const { segment } of graphemes.segment(word)) {
		const row = rows.at(-1) + segment;
		if (measured(row) > available) rows.push(segment);
		else rows[rows.length - 1] = row;
	}
	return rows;
}

/** A line that begins with ">" begins with U+2060 (word joiner), which shows nothing. */
function guarded(line: string): string {
	return withoutMarks(line).startsWith(">") ? `\u2060${line}` : line;
}

/** The end of a line ends every isolate (UAX #9, P1), so one that goes on is begun again. */
function isolatesClosed(lines: string[]): string[] {
	if (!lines.some((line) => /[\u2066-\u2068]/.test(line))) return lines;
	const open: string[] = [];
	return lines.map((line) => {
		const before = open.join("");
		for (const [mark] of line.matchAll(/[\u2066-\u2069]/g))
			if (mark === "\u2069") open.pop();
			else open.push(mark);
		return before + line + "\u2069".repeat(open.length);
	});
}
