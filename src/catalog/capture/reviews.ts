import {
	capturedReview,
	isNoReview,
	type SplitReviews,
	unclear,
} from "./captured-review.ts";
import { isOfSite } from "./card-texts.ts";
import { type CaptureLine, endsSentence, isDash } from "./lines.ts";
import { opensQuote, quotations } from "./quotes.ts";
import { isScoreLine } from "./score-line.ts";
import { readScoredReviews } from "./scored-reviews.ts";
import { refuseBrokenSentence } from "./unwrap.ts";

/**
 * Splits lines into reviews: by lines with a score; else by quotation marks;
 * else one review per line, if there are not too many; else by blank lines. A
 * review that is only a dash is null.
 *
 * @param expected how many reviews there should be at most
 * @param last whether the scorecard ends with these lines, so that other parts of
 * the page may follow
 * @throws BadInput `truncated`, `bad-score`, `bad-verdict`, `unclear`, `wrapped`
 */
export function splitReviews(
	lines: readonly CaptureLine[],
	expected: number,
	last: boolean,
): SplitReviews {
	if (lines.some((line) => isScoreLine(line.text)))
		return readScoredReviews(lines, last);
	const quoted = isQuoted(lines);
	const { groups, rest } = quoted
		? quotations(lines, expected)
		: byParagraphs(lines, expected, last);
	const foreign = last ? undefined : rest.find((one) => !isOfSite(one));
	if (foreign) throw unclear(foreign);
	return {
		reviews: groups.map((group) => {
			refuseBrokenSentence(group);
			return capturedReview(group, {
				score: null,
				verdict: null,
				missing: ["score", "verdict"],
				quoted,
			});
		}),
		rest,
	};
}

/** Reviews that begin with “a word” in marks are not quoted as a whole. */
function isQuoted(lines: readonly CaptureLine[]): boolean {
	const first = lines.find((line) => !isDash(line.text));
	return first !== undefined && opensQuote(first.text);
}

function byParagraphs(
	lines: readonly CaptureLine[],
	expected: number,
	last: boolean,
) {
	const end = lines.findIndex(
		(line) =>
			isOfSite(line) || !(endsSentence(line.text) || isNoReview(line.text)),
	);
	const own = end < 0 ? [...lines] : lines.slice(0, end);
	const rest = end < 0 ? [] : lines.slice(end);
	const paragraphs = blocks(own);
	const perLine = own.length <= expected || paragraphs.length < expected;
	const groups = perLine ? own.map((line) => [line]) : paragraphs;
	const [foreign] = rest;
	if (groups.length < expected && foreign && !isOfSite(foreign))
		throw unclear(foreign);
	// Below the last review of the page it may be a comment.
	const below = last ? groups.at(-1)?.[1] : undefined;
	if (below) throw unclear(below);
	return { groups, rest };
}

function blocks(lines: readonly CaptureLine[]): CaptureLine[][] {
	const groups: CaptureLine[][] = [];
	for (const line of lines) {
		const last = groups.at(-1);
		if (last && !line.afterBlank) last.push(line);
		else groups.push([line]);
	}
	return groups;
}
