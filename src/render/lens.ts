import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/schema.ts";
import type {
	IssueContent,
	ReviewContent,
	ToolContent,
} from "../issue/content/content.ts";
import { reviewBy } from "./labels.ts";

/** Every way to read an issue: the whole panel's eyes, then each reviewer's. */
export const LENSES: readonly (Reviewer | null)[] = [null, ...REVIEWERS];

/** The panel in the order in which it speaks to a reader: their reviewer first. */
export function panelThrough(lens: Reviewer | null): readonly Reviewer[] {
	if (lens === null) return REVIEWERS;
	return [lens, ...REVIEWERS.filter((reviewer) => reviewer !== lens)];
}

/** What the reader's reviewer said of a tool; null: nothing, or they read with the whole panel. */
export function reviewThrough(
	tool: Pick<ToolContent, "reviews">,
	lens: Reviewer | null,
): ReviewContent | null {
	return (lens && reviewBy(tool, lens)) ?? null;
}

/** Whether a reviewer said anything of what the issue tells: a score, a verdict or a word. */
export function speaks(issue: IssueContent, reviewer: Reviewer): boolean {
	return [...issue.leads, ...issue.briefs]
		.flatMap(({ left, right }) => [left, right])
		.some((tool) => {
			const review = reviewBy(tool, reviewer);
			return (
				review !== undefined &&
				(review.score !== null ||
					review.verdict !== null ||
					review.body.trim() !== "")
			);
		});
}

/** The issue with the headlines of one reviewer's readers. */
export function issueThrough(
	issue: IssueContent,
	lens: Reviewer | null,
): IssueContent {
	return lens === null ? issue : { ...issue, ...issue.lenses[lens] };
}
