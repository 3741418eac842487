import { badInput } from "../import/problem.ts";
import { type CaptureLine, endsSentence, isDash, isSameText } from "./lines.ts";
import { isScoreLine } from "./score-line.ts";

/** Characters. Programs wrap text at 60 to 132 columns; a page that is not wrapped has longer lines. */
const [NARROWEST, WIDEST] = [40, 160];

/**
 * Joins lines again that a program wrapped at a column, such as 80. A page is
 * wrapped if no line is longer than that, and some line ends within a sentence
 * exactly where the next word no longer fits. A blank line ends every joining.
 *
 * @throws BadInput `wrapped` when the parts of the page are not separated by blank
 * lines, so that nobody can tell a new part from a wrapped line
 */
export function unwrapped(lines: readonly CaptureLine[]): CaptureLine[] {
	const width = wrapWidth(lines);
	if (width === null) return [...lines];
	return blocksOf(lines).flatMap((block) => {
		const joined = joinBlock(block, width);
		const label = block.find((line) => LABELS.test(line.text));
		if (joined.length < block.length && label)
			throw badInput(
				"wrapped",
				`the lines are wrapped at ${width} columns, and no blank lines separate the parts of the page; save the page again without wrapping`,
				{ line: label.number },
			);
		return joined;
	});
}

/** Labels that blank lines separate from prose, on a page that has blank lines at all. */
const LABELS = /^(?:panel ship|entry|reviewer scorecard)$/i;
const TABLE_LABELS = [
	"Decision",
	"Panel verdict",
	"Community",
	"Pricing",
	"Best for",
	"Category",
];

function wrapWidth(lines: readonly CaptureLine[]): number | null {
	const widths = lines
		.filter((line) => line.row === null && /\s/.test(line.text))
		.map((line) => line.width);
	const widest = widths.reduce((most, one) => Math.max(most, one), 0);
	if (widest < NARROWEST || widest > WIDEST) return null;
	const wrapped = lines.some((line, at) => {
		const next = lines[at + 1];
		return (
			next !== undefined &&
			isFull(line, next, widest) &&
			/(?:[\p{L}\p{N},;]|[\p{L}\p{N}]-)$/u.test(line.text) &&
			(/^\p{Ll}/u.test(next.text) || /\svs\.?$/i.test(line.text))
		);
	});
	return wrapped ? widest : null;
}

/** Whether the first word of the next line had no room at the end of this one. */
function isFull(line: CaptureLine, next: CaptureLine, width: number): boolean {
	const [word = ""] = /^\S+/.exec(next.text) ?? [];
	return (
		!next.afterBlank &&
		line.row === null &&
		next.row === null &&
		line.width + 1 + word.length >= width
	);
}

function blocksOf(lines: readonly CaptureLine[]): CaptureLine[][] {
	const blocks: CaptureLine[][] = [];
	for (const line of lines) {
		const last = blocks.at(-1);
		if (last && !line.afterBlank) last.push(line);
		else blocks.push([line]);
	}
	return blocks;
}

/** Between two labels of the table, two lines are its two cells, whatever their length. */
function joinBlock(
	block: readonly CaptureLine[],
	width: number,
): CaptureLine[] {
	const joined: CaptureLine[] = [];
	for (let from = 0; from < block.length; ) {
		const first = block[from];
		if (!first) break;
		if (isFixed(first)) {
			joined.push(first);
			from++;
			continue;
		}
		const length = block.slice(from).findIndex(isFixed);
		const part = block.slice(from, length < 0 ? undefined : from + length);
		const before = block[from - 1];
		const isRow = before !== undefined && isTableLabel(before);
		joined.push(...(isRow && part.length === 2 ? part : joinFull(part, width)));
		from += part.length;
	}
	return joined;
}

function isFixed(line: CaptureLine): boolean {
	return (
		isTableLabel(line) ||
		LABELS.test(line.text) ||
		isScoreLine(line.text) ||
		isDash(line.text) ||
		/^(?:ship|skip|\d+(?:[.,]\d+)?\s*%)$/i.test(line.text)
	);
}

function isTableLabel(line: CaptureLine): boolean {
	return TABLE_LABELS.some((label) => isSameText(label, line.text));
}

function joinFull(part: readonly CaptureLine[], width: number): CaptureLine[] {
	const joined: CaptureLine[] = [];
	for (const [at, line] of part.entries()) {
		const before = part[at - 1];
		const open = joined.at(-1);
		if (before && open && isFull(before, line, width))
			joined[joined.length - 1] = {
				...open,
				text: `${open.text}${between(before.text, line.text)}${line.text}`,
			};
		else joined.push(line);
	}
	return joined;
}

/** Some programs break a word after its hyphen: "side-" and "by-side", but "pre-" and "and post-war". */
function between(before: string, after: string): string {
	return /[\p{L}\p{N}][-‐–—]$/u.test(before) &&
		!/^(?:and|or|to|nor|but|und|oder)\b(?!-)/i.test(after)
		? ""
		: " ";
}

/**
 * Refuses a line that is not blank below one that ends within a sentence: it was
 * wrapped, and the text would get a paragraph in the middle of the sentence.
 *
 * @throws BadInput `wrapped`
 */
export function refuseBrokenSentence(lines: readonly CaptureLine[]): void {
	for (const [at, line] of lines.entries()) {
		const before = lines[at - 1];
		if (before && !line.afterBlank && !endsSentence(before.text))
			throw badInput(
				"wrapped",
				"the line above seems to go on here; join the two, or put a blank line between them",
				{ line: line.number },
			);
	}
}
