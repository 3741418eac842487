import type { Reviewer } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import { REVIEWERS } from "../panel.ts";
import type { CapturedReview } from "./captured-review.ts";
import { isFurniture } from "./furniture.ts";
import { type CaptureLine, endsSentence, isDash } from "./lines.ts";
import { withoutPageMarks } from "./quotes.ts";
import { splitReviews } from "./reviews.ts";
import { isScoreLine, verdictLine } from "./score-line.ts";

/** The reviews of the left and the right tool by each reviewer; null where the page has a dash. */
export type Scorecard = Record<
	Reviewer,
	{ left: CapturedReview | null; right: CapturedReview | null }
>;

/** The scorecard, and the lines between and below its reviews that are not part of them. */
interface ReadScorecard {
	scorecard: Scorecard;
	rest: CaptureLine[];
}

interface Section {
	/** Null for lines above the first reviewer's name. */
	reviewer: Reviewer | null;
	lines: CaptureLine[];
}

/**
 * Reads the reviewer scorecard: reviewers by name or, on a page without names,
 * eight reviews in the panel's order, left before right.
 *
 * @param lines between "Reviewer scorecard" and the page's footer
 * @param start the line number of "Reviewer scorecard"
 * @throws BadInput `truncated`, `unknown-reviewer`, `bad-score`, `bad-verdict`,
 * `unclear`, `wrapped`
 */
export function readScorecard(
	lines: readonly CaptureLine[],
	start: number,
): ReadScorecard {
	const sections = sectionsOf(lines);
	const end = lines.at(-1)?.number ?? start;
	if (sections.some((section) => section.reviewer !== null))
		return byName(sections, end);
	const { reviews, rest } = splitReviews(lines, REVIEWERS.length * 2, true);
	return { scorecard: byPosition(reviews, rest[0]?.number ?? end), rest };
}

function sectionsOf(lines: readonly CaptureLine[]): Section[] {
	const sections: Section[] = [];
	for (const [index, line] of lines.entries()) {
		const reviewer = reviewerOf(line, lines.slice(index + 1, index + 3));
		const next = lines[index + 1];
		const isAvatar =
			next !== undefined &&
			line.text.length === 1 &&
			reviewerOf(next, lines.slice(index + 2, index + 4))?.charAt(0) ===
				line.text.toLowerCase();
		if (isAvatar) continue;
		if (reviewer !== null) sections.push({ reviewer, lines: [] });
		else {
			if (sections.length === 0) sections.push({ reviewer: null, lines: [] });
			sections.at(-1)?.lines.push(line);
		}
	}
	return sections;
}

/** The reviewer named by a heading; null when the line is not a heading. */
function reviewerOf(
	line: CaptureLine,
	[next, afterNext]: readonly CaptureLine[],
): Reviewer | null {
	const name = line.text.toLowerCase().replace(/^the /, "");
	const reviewer = REVIEWERS.find((one) => one === name);
	if (reviewer) return reviewer;
	const score = next && verdictLine(next.text) ? afterNext : next;
	if (
		!score ||
		!isScoreLine(score.text) ||
		isScoreLine(line.text) ||
		verdictLine(line.text) !== null ||
		isFurniture(line.text) ||
		line.text.length > 40 ||
		endsSentence(line.text) ||
		/[;”"’')\]]$/.test(line.text)
	)
		return null;
	if (isDash(line.text)) return null;
	throw badInput(
		"unknown-reviewer",
		`expected ${REVIEWERS.map(titled).join(", ")}, but found "${line.text}"`,
		{ line: line.number },
	);
}

function byName(sections: readonly Section[], end: number): ReadScorecard {
	const unnamed = sections.find((section) => section.reviewer === null);
	if (unnamed)
		throw badInput(
			"truncated",
			"expected a reviewer's name above this review",
			{
				line: unnamed.lines[0]?.number ?? end,
			},
		);
	const rest: CaptureLine[] = [];
	const read = scorecard((reviewer) => {
		const own = sections.filter((section) => section.reviewer === reviewer);
		const reviews = own.flatMap((section) => {
			const expected = own.length === 1 ? 2 : 1;
			const last = section === sections.at(-1);
			const split = splitReviews(section.lines, expected, last);
			rest.push(...split.rest);
			return split.reviews;
		});
		const [left, right] = reviews;
		if (left === undefined || right === undefined || reviews.length > 2)
			throw badInput(
				"truncated",
				`expected two reviews by the ${titled(reviewer)}, one for each tool, but found ${reviews.length}`,
				{ line: own.at(-1)?.lines.at(-1)?.number ?? end },
			);
		return { left, right };
	});
	return { scorecard: withoutMarks(read), rest };
}

/** All reviews without the marks that the page puts round them. */
function withoutMarks(read: Scorecard): Scorecard {
	const all = REVIEWERS.flatMap((one) => [read[one].left, read[one].right]);
	const bodies = all.flatMap((review) => (review ? [review.body] : []));
	const plain = withoutPageMarks(bodies);
	const next = (review: CapturedReview | null) =>
		review && { ...review, body: plain.shift() ?? review.body };
	return scorecard((reviewer) => {
		const left = next(read[reviewer].left);
		return { left, right: next(read[reviewer].right) };
	});
}

function byPosition(
	reviews: readonly (CapturedReview | null)[],
	end: number,
): Scorecard {
	const expected = REVIEWERS.length * 2;
	if (reviews.length !== expected)
		throw badInput(
			"truncated",
			`expected ${expected} reviews, two by each reviewer, but found ${reviews.length}`,
			{ line: end },
		);
	return scorecard((_, index) => ({
		left: reviews[2 * index] ?? null,
		right: reviews[2 * index + 1] ?? null,
	}));
}

function scorecard(
	pair: (reviewer: Reviewer, index: number) => Scorecard[Reviewer],
): Scorecard {
	const [builder, skeptic, founder, futurist] = REVIEWERS.map(pair);
	if (!builder || !skeptic || !founder || !futurist)
		throw new RangeError("The panel has four reviewers.");
	return { builder, skeptic, founder, futurist };
}

function titled(reviewer: Reviewer): string {
	return reviewer.charAt(0).toUpperCase() + reviewer.slice(1);
}
