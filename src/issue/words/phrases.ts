import { withoutDirection } from "./isolate.ts";

/** FNV-1a, because a choice by it must be the same on every machine and every day. */
export function stableHash(key: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < key.length; index++)
		hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193) >>> 0;
	return hash;
}

/** With a capital letter at the beginning. */
export function capitalized(text: string): string {
	const [first = ""] = text;
	return first.toUpperCase() + text.slice(first.length);
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

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The characters of a text as people see them (UAX #29): an emoji of a family is one. */
export function charactersOf(text: string): string[] {
	if (/^[ -~]*$/.test(text)) return text.split("");
	return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** A text's length as people count it: visible characters, neither code units nor marks of direction. */
export function characterCount(text: string): number {
	return charactersOf(withoutDirection(text)).length;
}

/** Lower case, letters and digits only, with one space between words: two texts that read the same are equal. */
export function normalizedWords(text: string): string {
	return withoutDirection(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
