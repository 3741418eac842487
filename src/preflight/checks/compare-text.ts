import { oneLine } from "./dom.ts";

/**
 * Cuts the text of a part at the headings of its comparisons: for each title,
 * the text from its heading to the next one. A title can also be in a list of
 * links; its heading is the place that is followed by the most text.
 *
 * @param words the part on one line
 */
export function textByTitle(
	words: string,
	titles: readonly string[],
): Map<string, string> {
	const places = titles
		.flatMap((title) => indexesOf(words, title).map((at) => ({ title, at })))
		.sort((a, b) => a.at - b.at);
	const texts = new Map<string, string>();
	for (const [index, { title, at }] of places.entries()) {
		const text = words.slice(at, places[index + 1]?.at);
		if (text.length > (texts.get(title)?.length ?? 0)) texts.set(title, text);
	}
	return texts;
}

/** Text for comparing: on one line, in lower case, with straight quotes, without invisible characters. */
export function normalizeText(text: string): string {
	return oneLine(
		text
			.toWellFormed()
			.normalize("NFC")
			.replace(/\p{Cc}/gu, " "),
	)
		.replace(/[\p{Cf}\uFFFD]/gu, "")
		.replace(/[‘’]/g, "'")
		.replace(/[“”]/g, '"')
		.toLowerCase();
}

/** Up to this many characters, a phrase without its spaces may be part of other words by chance. */
const SHORT_PHRASE = 12;

/** Whether `text` contains the phrase, even with a line break within a long word of it. */
export function containsPhrase(text: string, phrase: string): boolean {
	if (countPhrase(text, phrase) > 0) return true;
	const joined = phrase.replaceAll(" ", "");
	return (
		joined.length > SHORT_PHRASE && text.replaceAll(" ", "").includes(joined)
	);
}

/** How often `phrase` is in `text`, not counting where it is part of a longer word or number. */
export function countPhrase(text: string, phrase: string): number {
	let count = 0;
	for (const at of indexesOf(text, phrase)) {
		const [before, after] = [
			text[at - 1] ?? " ",
			text[at + phrase.length] ?? " ",
		];
		const starts =
			!/[\p{L}\p{N}]/u.test(before) || !/^[\p{L}\p{N}]/u.test(phrase);
		const ends = !/[\p{L}\p{N}]/u.test(after) || !/[\p{L}\p{N}]$/u.test(phrase);
		if (starts && ends) count++;
	}
	return count;
}

function indexesOf(text: string, part: string): number[] {
	const found: number[] = [];
	if (part === "") return found;
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
		found.push(at);
	return found;
}
