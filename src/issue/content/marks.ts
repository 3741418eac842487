/*
 * Marks around texts of the content, in a rendering that is made for the checks
 * alone: each text can be found where the templates put it, and all that is
 * outside of marks comes from the templates. A mark consists of noncharacters of
 * Unicode (23.7), which no text that is exchanged contains.
 */

const OPEN = "\u{1FFFE}";
const TEXT = "\u{1FFFF}";
const CLOSE = "\u{2FFFE}";
/** The digits of the number of a text, from 0. */
const DIGITS = [3, 4, 5, 6, 7].flatMap((plane) => [
	String.fromCodePoint(plane * 0x10000 + 0xfffe),
	String.fromCodePoint(plane * 0x10000 + 0xffff),
]);

const MARKS = new RegExp(`[${OPEN}${TEXT}${CLOSE}${DIGITS.join("")}]`, "gu");
const MARK = new RegExp(`(${OPEN}[${DIGITS.join("")}]*${TEXT}|${CLOSE})`, "u");
/** The high surrogates of all of them: most texts have none of these. */
const MAYBE = /[\uD83F\uD87F\uD8BF-\uD9FF]/;

/** The number of every text of a reader: their name, their bookmarks. */
const READER = 0;

/** A text of the content, and where it is in it: `leads.0.left.pricing`. */
export interface MarkedText {
	path: string;
	text: string;
}

/** A piece of a rendering. */
export interface Piece {
	text: string;
	/** The content that it is, an object of its own for each mark; "reader": a reader's own value; null: it comes from a template. */
	origin: MarkedText | "reader" | null;
}

/** Keys whose texts are not shown: they name something, or the renderer decides by them. */
const NOT_SHOWN = new Set(
	"slug url links reviewer verdict from to publishedAt windowStart windowEnd controlTool lenses story language written translations shortName priceBefore style".split(
		" ",
	),
);

/**
 * The same content with marks around each text that is shown.
 *
 * @param texts gets the texts; their numbers are their places in it, from 1
 */
export function markContent<T>(content: T, texts: MarkedText[]): T {
	const mark = (value: unknown, path: string): unknown => {
		if (typeof value === "string") {
			const all = withoutMarks(value);
			const text = all.trim();
			// Templates leave out what is empty.
			if (text === "") return all;
			texts.push({ path, text });
			// The space around a text stays outside: templates break lines there.
			return all.replace(text, () => between(texts.length, text));
		}
		if (Array.isArray(value))
			return value.map((one, index) => mark(one, `${path}.${index}`));
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [
				key,
				NOT_SHOWN.has(key)
					? one
					: mark(one, path === "" ? key : `${path}.${key}`),
			]),
		);
	};
	return mark(content, "") as T;
}

/** A value of a reader with marks around it. */
export function markReaderValue(value: string): string {
	return between(READER, withoutMarks(value));
}

/** Most texts have none, and stay as they are. */
export function withoutMarks(text: string): string {
	return MAYBE.test(text) ? text.replace(MARKS, "") : text;
}

/**
 * Splits a rendering at its marks. `state` is what is open at the beginning, and
 * afterwards what is open at the end, because HTML may have elements within a text.
 */
export function piecesOf(
	rendering: string,
	texts: readonly MarkedText[],
	state: { origin: Piece["origin"] } = { origin: null },
): Piece[] {
	const pieces: Piece[] = [];
	rendering.split(MARK).forEach((part, index) => {
		if (index % 2 === 0) {
			if (part !== "")
				pieces.push({ text: withoutMarks(part), origin: state.origin });
		} else if (part === CLOSE) state.origin = null;
		else state.origin = originOf(part, texts);
	});
	return pieces;
}

/** What is outside of marks: the template's own text. */
export function templateText(rendering: string): string {
	return piecesOf(rendering, [])
		.filter(({ origin }) => origin === null)
		.map(({ text }) => text)
		.join("");
}

function between(number: number, text: string): string {
	const digits = [...String(number)]
		.map((digit) => DIGITS[Number(digit)])
		.join("");
	return `${OPEN}${digits}${TEXT}${text}${CLOSE}`;
}

function originOf(mark: string, texts: readonly MarkedText[]): Piece["origin"] {
	const [, ...digits] = mark;
	const number = digits
		.slice(0, -1)
		.reduce((sum, digit) => sum * 10 + DIGITS.indexOf(digit), 0);
	const text = texts[number - 1];
	return text ? { ...text } : "reader";
}
