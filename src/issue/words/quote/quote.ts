import { cutTo, sizeOf } from "./cut.ts";
import { type Judged, judgeSentences } from "./judge-sentences.ts";
import { needsBefore } from "./needs-before.ts";
import { sentencesOf } from "./sentences.ts";

/** Two sentences up to this size are quoted where one of them would do. */
const FULL_QUOTE = 120;
/** A sentence brings the one along that it needs, up to this size of both. */
const WITH_NEEDED = 240;
/** The same for one that begins with "It", which mostly means the tool named beside it. */
const WITH_HELPFUL = 160;
/** A sentence of a larger size is cut. */
const LONGEST_QUOTE = 280;
/** Code units: of a longer review only the end is looked at, where verdicts are. */
const FAR_ENOUGH = 6_000;

/**
 * The sentence of a review that bears its verdict, or two: with the one before it
 * where it cannot do without ("But …"), or with a neighbour where both are short.
 * Always a piece of the review, of whole sentences. Only a sentence that is too
 * long is cut, with "…" at the end.
 *
 * @param body the whole review
 * @param names of tools, in which nothing is cut and which say nothing about a tone
 */
export function quoteOf(
	body: string,
	judged: Judged,
	names: readonly string[] = [],
): string {
	const text = body.trim();
	const sentences = lastSentences(text, names);
	if (sizeOf(text) <= FULL_QUOTE && sentences.length <= 2) return text;
	const [start, end] = spanToQuote(sentences, judged, names);
	const quote = sentences.slice(start, end).join("").trim();
	return sizeOf(quote) <= LONGEST_QUOTE
		? quote
		: cutTo(quote, LONGEST_QUOTE, names);
}

/** All sentences, or those of the end of a very long text. */
function lastSentences(text: string, names: readonly string[]): string[] {
	const sentences = sentencesOf(text.slice(-FAR_ENOUGH), names);
	// The first of them may have begun earlier.
	return text.length > FAR_ENOUGH && sentences.length > 1
		? sentences.slice(1)
		: sentences;
}

/** From which sentence to which, without the last of these two. */
function spanToQuote(
	sentences: readonly string[],
	judged: Judged,
	names: readonly string[],
): [number, number] {
	const standings = judgeSentences(sentences, judged, names);
	const sizes = sentences.map((sentence) => sizeOf(sentence.trimEnd()) + 1);
	const sizeWith = (a: number, b: number) =>
		(sizes[a] ?? Number.POSITIVE_INFINITY) + (sizes[b] ?? 0) - 1;
	const needs = sentences.map((sentence, at) =>
		at === 0 ? 0 : needsBefore(sentence, sentences[at - 1]),
	);
	const bringsAlong = (at: number) => {
		const need = needs[at] ?? 0;
		if (need > 0.5) return sizeWith(at - 1, at) <= WITH_NEEDED;
		// "It" is understood without it: nothing is brought along that says the opposite.
		return (
			need > 0 &&
			sizeWith(at - 1, at) <= WITH_HELPFUL &&
			(standings[at - 1]?.agrees ?? 0) >= 0
		);
	};
	const worth = standings.map(({ score }, at) =>
		bringsAlong(at) ? score - 0.15 : score - (needs[at] ?? 0),
	);
	const best = worth.indexOf(Math.max(...worth));
	if (bringsAlong(best)) return [best - 1, best + 1];
	const [neighbour] = [best + 1, best - 1]
		.filter(
			(at) =>
				sizeWith(at, best) <= FULL_QUOTE &&
				// What follows must say the same; what leads there may be neutral.
				(standings[at]?.agrees ?? -1) >= (at > best ? 0.2 : 0),
		)
		.toSorted((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0));
	if (neighbour === undefined) return [best, best + 1];
	return [Math.min(best, neighbour), Math.max(best, neighbour) + 1];
}
