/** A line of a capture that is not blank, or one cell of a line with tabs. */
export interface CaptureLine {
	/** Trimmed; space inside is kept. */
	text: string;
	/** From 1, as an editor counts. */
	number: number;
	/** Whether a blank line comes before it. */
	afterBlank: boolean;
}

/**
 * The lines that are not blank. On a page that was copied rather than saved,
 * tabs separate the cells of the table, so each cell counts as a line.
 * Zero-width characters are removed.
 */
export function captureLines(text: string): CaptureLine[] {
	const lines: CaptureLine[] = [];
	let afterBlank = false;
	for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
		const plain = raw.replace(/[\u200b\u2060\ufeff]/g, "").trim();
		if (plain === "") afterBlank = true;
		else
			for (const cell of plain.split(/\s*\t\s*/)) {
				lines.push({ text: cell, number: index + 1, afterBlank });
				afterBlank = false;
			}
	}
	return lines;
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
