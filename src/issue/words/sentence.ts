import { isolate } from "./isolate.ts";
import { capitalized } from "./phrases.ts";

/*
 * Sentences made of words and of the names of tools. A name keeps its first
 * letter ("n8n", "iA Writer") wherever it comes, and is isolated where it is
 * written from right to left. Both are known from how a sentence is made, never
 * guessed from its text.
 */

/** A piece of a sentence, and whether a name is at its beginning. */
export interface Phrase {
	readonly text: string;
	readonly beginsWithName: boolean;
}

/** Of tools, as pieces of a sentence. */
export type Names = readonly Phrase[];

/** The name of a tool, as a piece of a sentence. */
export function nameOf({ name }: { name: string }): Phrase {
	return { text: isolate(name), beginsWithName: true };
}

/** Makes a piece from words and smaller pieces: phrase`only ${who} would ship ${nameOf(tool)}`. */
export function phrase(
	words: TemplateStringsArray,
	...values: readonly (string | number | Phrase)[]
): Phrase {
	const [first] = values;
	return {
		text: words.reduce((text, after, index) => {
			const value = values[index - 1] ?? "";
			return text + (typeof value === "object" ? value.text : value) + after;
		}),
		beginsWithName:
			words[0] === "" && typeof first === "object" && first.beginsWithName,
	};
}

/** "A", "A and B", "A, B and C" of pieces. @param and in the language of the pieces */
export function joinPhrases(parts: readonly Phrase[], and: string): Phrase {
	const [first, ...others] = parts;
	if (!first) return phrase``;
	return others.reduce(
		(joined, part, index) =>
			index === others.length - 1
				? phrase`${joined} ${and} ${part}`
				: phrase`${joined}, ${part}`,
		first,
	);
}

/** A sentence: a capital letter at the beginning, unless a name is there, and a full stop where no other sign ends it. */
export function sentence({ text, beginsWithName }: Phrase): string {
	const begun = beginsWithName ? text : capitalized(text);
	return /[.!?…。！？؟।]["”’)\u2069]*$/.test(begun) ? begun : `${begun}.`;
}
