import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash } from "./lines.ts";

/** Opening marks, each with the marks that can close it. */
const PAIRS: Record<string, string> = {
	"“": "”",
	"”": "”",
	"„": "“”",
	"«": "»",
	"»": "«»",
	"‹": "›",
	"›": "‹›",
	"‘": "’",
	"’": "’",
	"‚": "‘’",
	"「": "」",
	"『": "』",
	"《": "》",
	'"': '"',
	"'": "'",
	"`": "'`",
};

const APOSTROPHE = /(?<=[\p{L}\p{N}])[’'](?=\p{L})/gu;

/** Whether the text begins with a quotation mark that could enclose the whole of it. */
export function opensQuote(text: string): boolean {
	return Object.hasOwn(PAIRS, text.charAt(0));
}

function closes(text: string, opening: string): boolean {
	const last = text.at(-1) ?? "";
	return text.length > 1 && (PAIRS[opening] ?? "").includes(last);
}

/** How many marks are open at the end of a line, or how many there are if one sign opens and closes. Apostrophes are no marks. */
function depth(text: string, opening: string): number {
	const closing = PAIRS[opening] ?? "";
	if (closing.includes(opening))
		return text.replace(APOSTROPHE, "").split(opening).length - 1;
	let open = 0;
	for (const sign of text.replace(APOSTROPHE, ""))
		if (sign === opening) open++;
		else if (closing.includes(sign)) open--;
	return open;
}

/**
 * The reviews of a page without the marks round them. Marks that all reviews
 * have are the page's; a review alone loses its marks only if no other mark of
 * the kind is in it, because “this” or “that” is no quotation.
 */
export function withoutPageMarks(texts: readonly string[]): string[] {
	const [opening = ""] = texts[0] ?? "";
	const pageMarks =
		texts.length > 1 &&
		opensQuote(opening) &&
		texts.every((text) => text.startsWith(opening) && closes(text, opening));
	return texts.map((text) =>
		pageMarks || isOneQuotation(text) ? text.slice(1, -1).trim() : text,
	);
}

function isOneQuotation(text: string): boolean {
	const opening = text.charAt(0);
	if (!opensQuote(text) || !closes(text, opening)) return false;
	const own = opening + (PAIRS[opening] ?? "");
	const inner = text.slice(1, -1).replace(APOSTROPHE, "");
	return ![...inner].some((sign) => own.includes(sign));
}

/**
 * Splits lines into quotations. If there are as many lines as reviews, and each
 * has its marks, each is one. Else a quotation may have several paragraphs, and
 * each may begin with a mark of its own; it ends with the line whose marks are
 * all closed.
 *
 * @param expected how many quotations there should be
 * @returns the quotations without their marks, and the lines below the last
 * @throws BadInput `truncated`, `unclear`
 */
export function quotations(
	lines: readonly CaptureLine[],
	expected: number,
): { groups: CaptureLine[][]; rest: CaptureLine[] } {
	const opening =
		lines.find((line) => opensQuote(line.text))?.text.charAt(0) ?? "";
	const opens = (line: CaptureLine) => line.text.startsWith(opening);
	const first = lines.slice(0, expected);
	const whole = (line: CaptureLine) =>
		isDash(line.text) || (opens(line) && closes(line.text, opening));
	const next = lines[expected];
	if (first.length === expected && first.every(whole) && !(next && opens(next)))
		return {
			groups: first.map((line) => withoutMarks([line], opening)),
			rest: lines.slice(expected),
		};
	const groups: CaptureLine[][] = [];
	let open = false;
	for (const [index, line] of lines.entries()) {
		if (!open) {
			if (groups.length === expected && !opens(line))
				return {
					groups: groups.map((group) => withoutMarks(group, opening)),
					rest: lines.slice(index),
				};
			groups.push([]);
			if (!opens(line) && !isDash(line.text))
				throw badInput(
					"unclear",
					`expected a review in quotation marks, but found "${line.text.slice(0, 60)}"; remove the line, or add the marks`,
					{ line: line.number },
				);
		}
		groups.at(-1)?.push(line);
		const balance = depth(line.text, opening) + (opens(line) ? 0 : 1);
		const closed = PAIRS[opening]?.includes(opening)
			? balance % 2 === 0
			: balance <= 0;
		open = !isDash(line.text) && !(closed && closes(line.text, opening));
	}
	if (open)
		throw badInput(
			"truncated",
			"expected the last review to end with its quotation mark",
			{ line: lines.at(-1)?.number ?? 1 },
		);
	return {
		groups: groups.map((group) => withoutMarks(group, opening)),
		rest: [],
	};
}

function withoutMarks(
	group: readonly CaptureLine[],
	opening: string,
): CaptureLine[] {
	return group.map((line, index) => {
		if (isDash(line.text)) return line;
		const text = line.text.startsWith(opening) ? line.text.slice(1) : line.text;
		const last = index === group.length - 1;
		return { ...line, text: (last ? text.slice(0, -1) : text).trim() };
	});
}
