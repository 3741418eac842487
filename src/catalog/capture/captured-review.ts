import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash, isSameText } from "./lines.ts";
import { isScoreLine, verdictLine } from "./score-line.ts";
import { isBoilerplate } from "./site-lines.ts";

/** One review as the page has it, possibly in quotation marks if it has a score. */
export interface CapturedReview {
	score: number | null;
	verdict: Verdict | null;
	body: string;
	line: number;
	/** Its lines, one for each paragraph. */
	paragraphs: readonly CaptureLine[];
	/** What the page says nothing of; a dash is said. */
	missing: readonly ("score" | "verdict")[];
	/** Whether quotation marks round it say where it ends. */
	quoted: boolean;
}

export interface SplitReviews {
	reviews: (CapturedReview | null)[];
	/** Lines below the last review, and lines of the site between reviews, that are not part of them. */
	rest: CaptureLine[];
}

/**
 * Null where the page says that there is no review.
 *
 * @throws BadInput `bad-verdict` where a verdict or a score is among its
 * paragraphs, `doubled`, `unclear`
 */
export function capturedReview(
	paragraphs: readonly CaptureLine[],
	head: Pick<CapturedReview, "score" | "verdict" | "missing" | "quoted"> & {
		line?: number;
	},
): CapturedReview | null {
	const body = paragraphs.map((line) => line.text).join("\n\n");
	if (isNoReview(body)) return null;
	for (const [at, line] of paragraphs.entries()) {
		if (verdictLine(line.text) || isScoreLine(line.text))
			throw strayVerdict(line);
		if (isBoilerplate(line.text)) throw unclear(line);
		if (paragraphs.slice(0, at).some((one) => isSameText(one.text, line.text)))
			throw badInput(
				"doubled",
				"the review has this paragraph twice; remove one",
				{ line: line.number },
			);
	}
	const line = head.line ?? paragraphs[0]?.number ?? 1;
	return { ...head, body, paragraphs, line };
}

/** The error for a verdict or a score that is not where those of the other reviews are. */
export function strayVerdict(line: CaptureLine) {
	return badInput(
		"bad-verdict",
		`"${line.text}" is not where the other reviews have it; put each score and its verdict above the review, in the same order`,
		{ line: line.number },
	);
}

/** Whether a text stands where a review would. */
export function isNoReview(text: string): boolean {
	return isDash(text) || /^no review yet\.?$/i.test(text);
}

/** The error for a line that may or may not be part of a review. */
export function unclear(line: CaptureLine) {
	const quoted =
		line.text.length > 60 ? `${line.text.slice(0, 59)}…` : line.text;
	return badInput(
		"unclear",
		`can't tell whether "${quoted}" is part of a review; remove the line, or join it to the line above if it is`,
		{ line: line.number },
	);
}
