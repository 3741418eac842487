import { oneLine } from "./dom.ts";

/**
 * What each comparison's own stretch of a part says, by title: from where its
 * heading stands to where the next one's does. A title can stand in more
 * places than its heading, in a list of the week or among links; the heading
 * is the one after which most is said.
 *
 * @param words a part on one line
 */
export function storiesIn(
	words: string,
	titles: readonly string[],
): Map<string, string> {
	const places = titles
		.flatMap((title) => placesOf(words, title))
		.sort((a, b) => a.at - b.at);
	const stories = new Map<string, string>();
	for (const [index, { title, at }] of places.entries()) {
		const story = words.slice(at, places[index + 1]?.at);
		if (story.length > (stories.get(title)?.length ?? 0))
			stories.set(title, story);
	}
	return stories;
}

/** Text as it is compared: one line, no matter the case, straight quotes, nothing that is not seen. */
export function folded(text: string): string {
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

/** Whether `text` says this, wherever its lines break: a long name is broken within. */
export function says(text: string, phrase: string): boolean {
	if (countOf(text, phrase) > 0) return true;
	const bare = phrase.replaceAll(" ", "");
	return bare.length > SHORT && text.replaceAll(" ", "").includes(bare);
}

/** Up to this many characters a phrase may be met by chance within others. */
const SHORT = 12;

/** How often `word` stands in `text` by itself, not within a longer word or number. */
export function countOf(text: string, word: string): number {
	let count = 0;
	for (const at of indexesOf(text, word)) {
		const [before, after] = [
			text[at - 1] ?? " ",
			text[at + word.length] ?? " ",
		];
		const starts =
			!/[\p{L}\p{N}]/u.test(before) || !/^[\p{L}\p{N}]/u.test(word);
		const ends = !/[\p{L}\p{N}]/u.test(after) || !/[\p{L}\p{N}]$/u.test(word);
		if (starts && ends) count++;
	}
	return count;
}

function placesOf(words: string, title: string) {
	return indexesOf(words, title).map((at) => ({ title, at }));
}

function indexesOf(text: string, part: string): number[] {
	const found: number[] = [];
	if (part === "") return found;
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
		found.push(at);
	return found;
}
