import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/catalog-tables.ts";
import type {
	IssueContent,
	ReviewContent,
	ToolContent,
} from "../issue/content/content.ts";
import { reviewBy } from "./labels.ts";

/** Every lens: the whole panel (null), then each reviewer. */
export const LENSES: readonly (Reviewer | null)[] = [null, ...REVIEWERS];

/** The panel in the order in which a reader sees it: their own reviewer first. */
export function panelThrough(lens: Reviewer | null): readonly Reviewer[] {
	if (lens === null) return REVIEWERS;
	return [lens, ...REVIEWERS.filter((reviewer) => reviewer !== lens)];
}

/** The review of a tool by the reader's own reviewer; null: there is none, or they read with the whole panel. */
export function reviewThrough(
	tool: Pick<ToolContent, "reviews">,
	lens: Reviewer | null,
): ReviewContent | null {
	return (lens && reviewBy(tool, lens)) ?? null;
}

/** Whether a reviewer gave a score, a verdict or words on any tool of the issue. */
export function isHeardIn(issue: IssueContent, reviewer: Reviewer): boolean {
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
