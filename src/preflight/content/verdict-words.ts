import type { VerdictWords } from "../../issue/renderer.ts";
import { oneLine } from "../checks/dom.ts";

export type VerdictKey = keyof VerdictWords["full"];

/**
 * The verdicts that some texts of a template are, each text as a whole: "+ Ship",
 * or a word of the theme. With another sign the word counts, too. "3 ship" is none,
 * and neither is a word within other words. "Not given" needs its sign, because a
 * price may not be given either.
 *
 * @param texts columns of the text part are separated by two spaces
 */
export function verdictsIn(
	texts: readonly string[],
	words: VerdictWords["full"],
): VerdictKey[] {
	const parts = texts
		.flatMap((text) => text.split(/ {2,}|\n/))
		.map(oneLine)
		.filter((part) => part !== "");
	const is = (part: string, key: VerdictKey) => {
		const word = oneLine(words[key]);
		if (part === word) return true;
		return (
			key !== "unknown" && letters(word) !== "" && bare(part) === letters(word)
		);
	};
	return (Object.keys(words) as VerdictKey[]).filter((key) =>
		parts.some((part) => is(part, key)),
	);
}

function letters(word: string): string {
	return (word.match(/[\p{L}\p{M}]+/gu) ?? []).join(" ");
}

/** A text of letters and perhaps one sign before them, without that sign; others as they are. */
function bare(part: string): string {
	return part.replace(/^[^\p{L}\p{M}\p{N}\s]\s*/u, "");
}
