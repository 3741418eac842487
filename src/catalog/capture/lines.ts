import { badInput } from "../import/problem.ts";
import { visibleText } from "../visible-text.ts";

/** Spaces of other widths, and those that do not break: browsers write the same page with one or the other. */
const SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

/** A line of a capture that is not blank, or one cell of a line with tabs. */
export interface CaptureLine {
	/** Trimmed; space inside is kept. */
	text: string;
	/** From 1, as an editor counts. */
	number: number;
	/** Whether a blank line comes before it. */
	afterBlank: boolean;
	/** Characters of the whole line in the file, without space at its end. */
	width: number;
	/** All cells of a line with tabs, also empty ones, from this one on. */
	row: readonly string[] | null;
}

/**
 * The lines that are not blank. On a page that was copied rather than saved,
 * tabs separate the cells of the table, so each cell that is not empty counts as
 * a line. Invisible characters that mean nothing are removed.
 *
 * @throws BadInput `control-character`
 */
export function captureLines(text: string): CaptureLine[] {
	const lines: CaptureLine[] = [];
	let afterBlank = false;
	for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
		const cells = raw
			.split("\t")
			.map((cell) => visibleText(cell).replace(SPACES, " ").trim());
		if (cells.every((cell) => cell === "")) afterBlank = true;
		const filled = cells.filter((cell) => cell !== "").length;
		const isRow = filled > 1 || (filled === 1 && cells.length > 2);
		for (const [column, cell] of cells.entries()) {
			if (cell === "") continue;
			refuseControls(cell, index + 1);
			lines.push({
				text: cell,
				number: index + 1,
				afterBlank,
				width: raw.trimEnd().length,
				row: isRow ? cells.slice(column) : null,
			});
			afterBlank = false;
		}
	}
	return lines;
}

/** The characters that a document may not have in a name; a capture has no reason for them anywhere. */
function refuseControls(text: string, line: number): void {
	const [sign] =
		/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.exec(text) ?? [];
	if (sign === undefined) return;
	const code = sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
	throw badInput(
		"control-character",
		`has the invisible character U+${code}, which controls how text is shown; remove it`,
		{ line },
	);
}

/** Compares two lines, ignoring case, spacing, and the kinds of quotes and dashes. */
export function isSameText(a: string, b: string): boolean {
	return normalized(a) === normalized(b);
}

/** The index of a label of the page, at or after `from` and before `to`; -1 when there is none. */
export function findLabel(
	lines: readonly CaptureLine[],
	label: string,
	from = 0,
	to = lines.length,
): number {
	for (let index = from; index < Math.min(to, lines.length); index++) {
		const line = lines[index];
		if (line && isSameText(line.text, label)) return index;
	}
	return -1;
}

/** The page's sign for "nothing here". */
export function isDash(text: string): boolean {
	return /^[-‐‑–—]+$/.test(text);
}

/** Whether a text ends as a sentence does, in any script, with or without closing marks or an emoji. */
export function endsSentence(text: string): boolean {
	return (
		/[.!?…:。．！？؟۔।][\s"'”’»«“‘‹›」』》)\]*]*$/.test(text) ||
		/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u.test(text)
	);
}

function normalized(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/[‘’‛]/g, "'")
		.replace(/[“”„]/g, '"')
		.replace(/[‐‑–—]/g, "-")
		.replace(/\s+/g, " ")
		.trim()
		.toLowerCase();
}
