import { columns } from "../columns.ts";
import { closeIsolates } from "../isolate.ts";
import { charactersOf } from "../phrases.ts";
import { spansOf } from "./sentences.ts";

/**
 * A text's size to a reader and in the message: its columns, two for a wide
 * character, or its code points where there are more (combining marks).
 */
export function sizeOf(text: string): number {
	return Math.max(columns(text), [...text].length);
}

/** The longest word that is left out whole. A longer one is cut between characters. */
const LONGEST_WORD = 40;
const words = new Intl.Segmenter("en", { granularity: "word" });

/**
 * The beginning of a text with "…" after it: cut before a word or a name, never
 * within a character that readers see.
 *
 * @param size of the result at most, as `sizeOf` measures it
 */
export function cutTo(
	text: string,
	size: number,
	names: readonly string[],
): string {
	const room = beginning(text, size - 1).length;
	const atWord = wordStart(text, room);
	const name = spansOf(text, names).find(
		({ start, end }) => 0 < start && start < atWord && atWord < end,
	);
	const kept = text.slice(0, name?.start ?? atWord);
	return closeIsolates(`${kept.replace(/[\s,;:，、；：–—([{“„-]+$/, "")}…`);
}

/** The first characters that fit, at least one. */
function beginning(text: string, size: number): string {
	const [first = "", ...others] = charactersOf(text);
	let kept = first;
	let taken = sizeOf(first);
	for (const character of others) {
		taken += sizeOf(character);
		if (taken > size) break;
		kept += character;
	}
	return kept;
}

/** Where the word begins that goes on at `index`; `index` itself where none does, or where the word is very long. */
function wordStart(text: string, index: number): number {
	if (/^\s/.test(text.slice(index))) return index;
	const space = text.slice(0, index).search(/\s+\S*$/);
	if (space > 0 && index - space <= LONGEST_WORD) return space;
	// Chinese, Japanese and Thai have words without spaces.
	const word = words.segment(text).containing(index);
	return word && word.index > 0 && index - word.index <= LONGEST_WORD
		? word.index
		: index;
}
