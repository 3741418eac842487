import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash } from "./lines.ts";

/** One review as the page has it, possibly in quotation marks if it has a score. */
export interface CapturedReview {
	score: number | null;
	verdict: Verdict | null;
	body: string;
	line: number;
}

export interface SplitReviews {
	reviews: (CapturedReview | null)[];
	/** Lines below the last review that are not part of it. */
	rest: CaptureLine[];
}

/** Null where the page says that there is no review. */
export function capturedReview(
	lines: readonly CaptureLine[],
	head: { score: number | null; verdict: Verdict | null; line?: number },
): CapturedReview | null {
	const body = lines.map((line) => line.text).join("\n\n");
	if (isNoReview(body)) return null;
	const { score, verdict } = head;
	return { score, verdict, body, line: head.line ?? lines[0]?.number ?? 1 };
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
