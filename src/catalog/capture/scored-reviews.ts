import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import {
	capturedReview,
	type SplitReviews,
	strayVerdict,
	unclear,
} from "./captured-review.ts";
import { isOfSite } from "./card-texts.ts";
import { isFurniture } from "./furniture.ts";
import { type CaptureLine, endsSentence, isDash } from "./lines.ts";
import { opensQuote } from "./quotes.ts";
import { isScoreLine, readScoreLine, verdictLine } from "./score-line.ts";
import { isBoilerplate } from "./site-lines.ts";
import { refuseBrokenSentence } from "./unwrap.ts";

interface Scored {
	score: number | null;
	/** Undefined where the page has neither a verdict nor a dash. */
	verdict: Verdict | null | undefined;
	line: number;
	body: CaptureLine[];
}

/**
 * Reads reviews that each have a score above them. The verdict is on the line of
 * the score, or on a line of its own below it or, if the first one is, above it.
 */
export function readScoredReviews(
	lines: readonly CaptureLine[],
	last: boolean,
): SplitReviews {
	const scored = scoredOf(lines);
	const rest: CaptureLine[] = [];
	const reviews = scored.map(({ score, verdict, line, body }, at) => {
		const begin = beginOf(body);
		const ends = last && at === scored.length - 1;
		const length = bodyLength(body.slice(begin), ends);
		if (length === 0)
			throw badInput("truncated", "expected a review below this score", {
				line,
			});
		const below = body.slice(begin + length);
		const foreign = ends ? null : below.find((one) => !isOfSite(one));
		if (foreign) throw unclear(foreign);
		const stray = below.find((one) => verdictLine(one.text));
		if (stray && verdict === undefined) throw strayVerdict(stray);
		rest.push(...body.slice(0, begin), ...below);
		const own = joinCells(body.slice(begin, begin + length));
		refuseBrokenSentence(own);
		return capturedReview(own, {
			score,
			verdict: verdict ?? null,
			line,
			missing: verdict === undefined ? ["verdict"] : [],
			quoted: opensQuote(own[0]?.text ?? ""),
		});
	});
	return { reviews, rest };
}

/** How many lines of the site stand above a review, such as "Advertisement". */
function beginOf(body: readonly CaptureLine[]): number {
	const begin = body.findIndex(
		(line, at) =>
			!isBoilerplate(line.text) &&
			(at === body.length - 1 ||
				!isFurniture(line.text) ||
				endsSentence(line.text)),
	);
	return begin < 0 ? body.length : begin;
}

function scoredOf(lines: readonly CaptureLine[]): Scored[] {
	const scored: Scored[] = [];
	const verdictAt = (at: number) => verdictLine(lines[at]?.text ?? "");
	const isScore = (at: number) => isScoreLine(lines[at]?.text ?? "");
	const verdictsFirst = verdictAt(0) !== null && isScore(1);
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at];
		if (!line) break;
		const above = verdictsFirst && isScore(at + 1) ? verdictAt(at) : null;
		const head = lines[above ? at + 1 : at];
		if (!head || !isScoreLine(head.text)) {
			const open = scored.at(-1);
			if (!open)
				throw badInput(
					"truncated",
					'expected a score such as "82/100 · ship"',
					{ line: line.number },
				);
			open.body.push(line);
			continue;
		}
		if (above) at++;
		const read = readScoreLine(head);
		let verdict =
			read.verdict === undefined ? (above ?? undefined) : read.verdict;
		const below = verdictsFirst ? null : verdictAt(at + 1);
		const dash =
			isDash(lines[at + 1]?.text ?? "") && lines[at + 2] && !isScore(at + 2);
		if (read.verdict === undefined && !verdictsFirst && dash) {
			verdict = null;
			at++;
		}
		if (below !== null) {
			if (read.verdict !== undefined && read.verdict !== below)
				throw badInput(
					"bad-verdict",
					`expected one verdict, but found "${head.text}" and "${below}"`,
					{ line: lines[at + 1]?.number ?? head.number },
				);
			verdict = below;
			at++;
		}
		scored.push({
			score: read.score,
			verdict,
			line: head.number,
			body: [],
		});
	}
	return scored;
}

/**
 * How many lines of a body are the review. Its first line is. Further ones are
 * paragraphs if each ends with a sentence. Below the last review of the page
 * nobody can tell a paragraph from a line of the page or a comment, so there such
 * a line is refused.
 *
 * @throws BadInput `unclear`, `bad-verdict`
 */
function bodyLength(body: readonly CaptureLine[], ends: boolean): number {
	const [first] = body;
	for (const [at, line] of body.entries()) {
		const before = body[at - 1];
		if (!before || line.number === before.number) continue;
		if (isOfSite(line)) return at;
		if (verdictLine(before.text)) throw strayVerdict(before);
		if (!ends && verdictLine(line.text)) throw strayVerdict(line);
		const follows = first?.afterBlank === true && !line.afterBlank;
		// What goes on within a sentence is refused as wrapped.
		if (follows && !endsSentence(before.text)) continue;
		if (ends && !follows && !endsSentence(line.text)) return at;
		if (ends) throw unclear(line);
		if (!endsSentence(before.text) && before === first) throw unclear(first);
		if (!follows && !endsSentence(line.text)) throw unclear(line);
	}
	return body.length;
}

/** A tab within a review is a space. */
function joinCells(lines: readonly CaptureLine[]): CaptureLine[] {
	const joined: CaptureLine[] = [];
	for (const line of lines) {
		const open = joined.at(-1);
		if (open?.number === line.number)
			joined[joined.length - 1] = {
				...open,
				text: `${open.text} ${line.text}`,
			};
		else joined.push(line);
	}
	return joined;
}
