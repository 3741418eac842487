import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import {
	capturedReview,
	type SplitReviews,
	unclear,
} from "./captured-review.ts";
import { isFurniture } from "./furniture.ts";
import { type CaptureLine, endsSentence, isDash } from "./lines.ts";
import { isScoreLine, readScoreLine, verdictLine } from "./score-line.ts";
import { refuseBrokenSentence } from "./unwrap.ts";

interface Scored {
	score: number | null;
	verdict: Verdict | null;
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
	let rest: CaptureLine[] = [];
	const reviews = scored.map(({ score, verdict, line, body }, at) => {
		if (body.length === 0)
			throw badInput("truncated", "expected a review below this score", {
				line,
			});
		const ends = last && at === scored.length - 1;
		const length = bodyLength(body, ends);
		const below = body.slice(length);
		const foreign = ends ? null : below.find((one) => !isFurniture(one.text));
		if (foreign) throw unclear(foreign);
		if (ends) rest = below;
		const own = joinCells(body.slice(0, length));
		refuseBrokenSentence(own);
		return capturedReview(own, { score, verdict, line });
	});
	return { reviews, rest };
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
		let verdict = read.verdict ?? above;
		const below = verdictsFirst ? null : verdictAt(at + 1);
		const dash =
			isDash(lines[at + 1]?.text ?? "") && lines[at + 2] && !isScore(at + 2);
		if (read.verdict === undefined && !verdictsFirst && dash) at++;
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
			verdict: verdict ?? null,
			line: head.number,
			body: [],
		});
	}
	return scored;
}

/**
 * How many lines of a body are the review. Its first line is. Further ones are
 * paragraphs if each ends with a sentence. Below the last review of the page
 * nobody can tell a paragraph from a line of the page, so there such a line is
 * refused, unless no blank line comes before it.
 */
function bodyLength(body: readonly CaptureLine[], ends: boolean): number {
	for (const [at, line] of body.entries()) {
		const before = body[at - 1];
		if (!before || line.number === before.number) continue;
		if (isFurniture(line.text)) return at;
		const follows = body[0]?.afterBlank === true && !line.afterBlank;
		if (follows) continue;
		if (ends && !endsSentence(line.text)) return at;
		if (ends || !endsSentence(line.text)) throw unclear(line);
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
