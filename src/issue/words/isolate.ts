/*
 * Names that are written from right to left, within sentences that are written
 * from left to right. Without isolation the Unicode bidirectional algorithm
 * (UAX #9) moves what follows such a name, a number above all, to its other side.
 */

/** Letters and digits of the right-to-left scripts: the blocks that UAX #9 and DerivedBidiClass.txt set aside for R, AL and AN, and the marks RLM and ALM. */
const RIGHT_TO_LEFT =
	/[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Embeddings, overrides and isolates (UAX #9, 2.1 to 2.5), with the marks that end them. */
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/**
 * A name as a sentence can hold it: with U+2068 before it and U+2069 after it if
 * it has a right-to-left letter, else plain. Such controls of its own are
 * removed, so it cannot turn the text around it. Isolating twice changes nothing.
 */
export function isolate(name: string): string {
	const plain = withoutDirection(name);
	return RIGHT_TO_LEFT.test(plain)
		? FIRST_STRONG_ISOLATE + plain + POP_DIRECTIONAL_ISOLATE
		: plain;
}

/** The text without the controls that {@link isolate} adds, for counting and comparing. */
export function withoutDirection(text: string): string {
	return text.replace(DIRECTION_CONTROLS, "");
}

/** "A vs B", each name isolated. */
export function pairTitle(left: string, right: string): string {
	return `${isolate(left)} vs ${isolate(right)}`;
}
