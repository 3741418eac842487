import type { IssueContent, ToolContent } from "../issue/content/content.ts";
import { closeIsolates } from "../issue/words/isolate.ts";
import { charactersOf } from "../issue/words/phrases.ts";
import { sentencesOf, spansOf } from "./sentences.ts";
import { columns } from "./text/text-wrap.ts";

/** Sentences are added to a quote up to this size. */
const FULL_QUOTE = 120;
/** A first sentence of a larger size is cut. */
const LONGEST_QUOTE = 280;
/** Code units: no quote reaches beyond them, and the search for its end need not either. */
const FAR_ENOUGH = 2_000;

/**
 * The issue with the reviews of its leads shortened to a sentence or two each.
 * The comparison's page has them in full.
 */
export function quoteReviews(issue: IssueContent): IssueContent {
	const names = [...issue.leads, ...issue.briefs].flatMap(({ left, right }) => [
		left.name,
		right.name,
	]);
	const quoted = (tool: ToolContent) => ({
		...tool,
		reviews: tool.reviews.map((review) => ({
			...review,
			body: quoteOf(review.body, names),
		})),
	});
	const leads = issue.leads.map((lead) => ({
		...lead,
		left: quoted(lead.left),
		right: quoted(lead.right),
	}));
	return { ...issue, leads };
}

/**
 * The first sentences of a review that fit a quote, at least one. A sentence
 * that is too long is cut, with "…" at the end.
 *
 * @param names of tools, in which nothing is cut
 */
export function quoteOf(body: string, names: readonly string[] = []): string {
	const text = body.trim();
	if (sizeOf(text) <= FULL_QUOTE) return text;
	let kept = "";
	for (const sentence of sentencesOf(text.slice(0, FAR_ENOUGH), names)) {
		if (kept !== "" && sizeOf(kept + sentence.trimEnd()) > FULL_QUOTE) break;
		kept += sentence;
	}
	const quote = kept.trimEnd();
	return sizeOf(quote) <= LONGEST_QUOTE ? quote : cut(quote, names);
}

/**
 * A text's size to a reader and in the message: its columns, two for a wide
 * character, or its code points where there are more (combining marks).
 */
function sizeOf(text: string): number {
	return Math.max(columns(text), [...text].length);
}

/** The longest word that is left out whole. A longer one is cut between characters. */
const LONGEST_WORD = 40;
const words = new Intl.Segmenter("en", { granularity: "word" });

/** Cut before a word or a name, never within a character that readers see. */
function cut(text: string, names: readonly string[]): string {
	const room = beginning(text, LONGEST_QUOTE - 1).length;
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
