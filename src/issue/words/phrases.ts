/**
 * Chooses one of several phrases that mean the same. One key always gives the
 * same phrase, and many keys use all of them. The hash is FNV-1a, because the
 * choice must be the same on every machine and every day.
 */
export function pickVariant(
	key: string,
	variants: readonly [string, ...string[]],
): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < key.length; index++)
		hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193) >>> 0;
	return variants[hash % variants.length] ?? variants[0];
}

/** Makes a sentence of a text: a capital letter at the beginning, and a full stop at the end if there is none. */
export function asSentence(text: string): string {
	const sentence = capitalized(text);
	return /[.!?…]["”’)]?$/.test(sentence) ? sentence : `${sentence}.`;
}

/** With a capital letter at the beginning. */
export function capitalized(text: string): string {
	const [first = ""] = text;
	return first.toLocaleUpperCase("en") + text.slice(first.length);
}

/** Joins with commas and "and": "a", "a and b", "a, b and c". */
export function joinWithAnd(parts: readonly string[]): string {
	if (parts.length < 2) return parts.join("");
	return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

const NUMBERS = [
	"no",
	"one",
	"two",
	"three",
	"four",
	"five",
	"six",
	"seven",
	"eight",
	"nine",
	"ten",
];

/** 0 to 10 in words ("no" for 0), other numbers in digits. */
export function numberInWords(n: number): string {
	return NUMBERS[n] ?? String(n);
}

/** A text's length as people count it: characters, not code units. */
export function characterCount(text: string): number {
	return [...text].length;
}

/** Lower case, letters and digits only, with one space between words: two texts that read the same are equal. */
export function normalizedWords(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
