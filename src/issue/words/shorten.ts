import { closeIsolates } from "./isolate.ts";
import { characterCount, charactersOf } from "./phrases.ts";

/**
 * Cuts a text to at most `room` characters as people see them: at a word, or at a part of an id, and
 * before an open bracket, if enough is left. "…" marks the cut, because otherwise
 * "A (22B)" would read as "A". An isolate that is cut open is closed.
 */
export function shorten(text: string, room: number): string {
	if (characterCount(text) <= room) return text;
	const cut = firstCharacters(text, Math.max(1, room - 1));
	// An id, "owner/name-of-a-model", has no spaces.
	const end = /\s/.test(cut) ? /\s+\S*$/ : /[-_/][^-_/]*$/;
	const atWord = cut.replace(end, "").replace(/\s*[([{][^)\]}]*$/, "");
	const kept = characterCount(atWord) >= Math.min(8, room / 2) ? atWord : cut;
	return closeIsolates(`${kept.replace(/[\s,;:.–-]+$/, "")}…`);
}

/** The first `count` characters; marks of direction do not count. */
function firstCharacters(text: string, count: number): string {
	let counted = 0;
	let kept = "";
	for (const character of charactersOf(text)) {
		counted += characterCount(character);
		if (counted > count) break;
		kept += character;
	}
	return kept;
}
