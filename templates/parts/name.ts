/*
 * Names and facts as HTML shows them, for the weekly digest (src/render) and
 * for name.tsx: who wrote a name decides neither the direction of the text
 * around it nor the width of its cell.
 */

/** Embeddings and overrides of the direction (UAX #9, 2.1 and 2.2), with the mark that ends them. */
const OVERRIDES = /[\u202A-\u202E]/g;
/** Isolates (UAX #9, 2.3), with the mark that ends them. */
const ISOLATES = /[\u2066-\u2069]/g;
const IS_FIRST = /^[\u2066-\u2068]/;

/**
 * The text without controls that would reach beyond it: no embedding or
 * override, and isolates only if each is ended. A pair around all of it is
 * dropped too, since an element of HTML does the same.
 */
export function contained(text: string): string {
	if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) return text;
	const plain = text.replace(OVERRIDES, "");
	let depth = 0;
	let endsAt = -1;
	for (const { 0: mark, index } of plain.matchAll(ISOLATES)) {
		depth += mark === "\u2069" ? -1 : 1;
		if (depth < 0) break;
		if (depth === 0 && endsAt === -1) endsAt = index;
	}
	if (depth !== 0) return plain.replace(ISOLATES, "");
	const isWhole = IS_FIRST.test(plain) && endsAt === plain.length - 1;
	return isWhole ? plain.slice(1, -1) : plain;
}

/** Words that may be wider than their place on a phone. */
const LONG_WORD = /\S{16,}/gu;
/** After the signs that join the parts of an identifier, though not within a number. Browsers break after a hyphen anyway. */
const JOINT = /(?<=[^/_.:@|=&?][/_.:@|=&?]{1,9})(?<!\d[.:])(?=[^/_.:@|=&?])/u;

/**
 * The pieces of a text between which a line may break although there is no
 * space: "meta-llama/" and "Llama-3.3-70B". Ordinary words are one piece.
 */
export function breakable(text: string): string[] {
	const pieces: string[] = [];
	let rest = 0;
	for (const { 0: word, index } of text.matchAll(LONG_WORD)) {
		const [first = "", ...more] = word.split(JOINT);
		if (more.length === 0) continue;
		pieces.push(text.slice(rest, index) + first, ...more.slice(0, -1));
		rest = index + word.length - (more.at(-1)?.length ?? 0);
	}
	return [...pieces, text.slice(rest)];
}
