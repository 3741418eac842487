/**
 * One of the ways to say the same, chosen by `key`: steady for one key, spread
 * over many. FNV-1a, because it must give the same on any machine and day.
 */
export function pick(
	key: string,
	variants: readonly [string, ...string[]],
): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < key.length; index++)
		hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193) >>> 0;
	return variants[hash % variants.length] ?? variants[0];
}

/** A capital at the beginning and a full stop at the end, unless they are there. */
export function sentence(text: string): string {
	const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
	const capital = first.toLocaleUpperCase("en") + text.slice(first.length);
	return /[.!?…]["”’)]?$/.test(capital) ? capital : `${capital}.`;
}

/** "a", "a and b", "a, b and c" */
export function list(parts: readonly string[]): string {
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

/** 0 to 10 in words, larger in digits. */
export function inWords(n: number): string {
	return NUMBERS[n] ?? String(n);
}

/** A text's length as people count it: characters, not code units. */
export function length(text: string): number {
	return [...text].length;
}

/** Words alone, in small letters: what two texts have in common that read the same. */
export function folded(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
