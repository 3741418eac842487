/** A line of a capture that says something. */
export interface Line {
	/** Without space around it, inner space as it is. */
	text: string;
	/** From 1, as an editor counts. */
	number: number;
	/** Whether a blank line stands before it. */
	gap: boolean;
}

/**
 * The lines that are not blank. A page that was copied and not saved has its
 * table's cells parted by tabs, which count as lines here, and zero-width
 * characters, which say nothing.
 */
export function captureLines(text: string): Line[] {
	const lines: Line[] = [];
	let gap = false;
	for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
		const plain = raw.replace(/[\u200b\u2060\ufeff]/g, "").trim();
		if (plain === "") gap = true;
		else
			for (const cell of plain.split(/\s*\t\s*/)) {
				lines.push({ text: cell, number: index + 1, gap });
				gap = false;
			}
	}
	return lines;
}

/** Whether two lines say the same, whatever their case, quotes, dashes and spaces. */
export function saysSame(a: string, b: string): boolean {
	return folded(a) === folded(b);
}

/** Where a label of the page stands, at or after `from` and before `to`; -1 when it does not. */
export function findLabel(
	lines: readonly Line[],
	label: string,
	from = 0,
	to = lines.length,
): number {
	for (let index = from; index < Math.min(to, lines.length); index++) {
		const line = lines[index];
		if (line && saysSame(line.text, label)) return index;
	}
	return -1;
}

/** The page's sign for "nothing here". */
export function isDash(text: string): boolean {
	return /^[-‐‑–—]+$/.test(text);
}

function folded(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/[‘’‛]/g, "'")
		.replace(/[“”„]/g, '"')
		.replace(/[‐‑–—]/g, "-")
		.replace(/\s+/g, " ")
		.trim()
		.toLowerCase();
}
