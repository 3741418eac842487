import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../issue/content/content.ts";
import { reviewBy, toolsOf } from "./labels.ts";
import { panelThrough } from "./lens.ts";

/**
 * The reviewer who is quoted next to the two verdicts: the reader's own, if they
 * said anything, else the one who spoke of most of the tools and, of those, whose
 * two scores differ most. The same one for both tools; null: nobody said anything.
 */
export function leadReviewerOf(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): Reviewer | null {
	if (lens && toolsWithWords(comparison, lens) > 0) return lens;
	const [lead] = REVIEWERS.map((reviewer) => ({
		reviewer,
		tools: toolsWithWords(comparison, reviewer),
		gap: scoreGap(comparison, reviewer),
	}))
		.filter(({ tools }) => tools > 0)
		.toSorted((a, b) => b.tools - a.tools || b.gap - a.gap);
	return lead?.reviewer ?? null;
}

/** The panel without its lead reviewer, in the order in which a reader sees it. */
export function panelWithout(
	leadReviewer: Reviewer | null,
	lens: Reviewer | null,
): Reviewer[] {
	return panelThrough(lens).filter((reviewer) => reviewer !== leadReviewer);
}

/** Whether a reviewer has words on a tool, not only a score or a verdict. */
export function hasWords(tool: ToolContent, reviewer: Reviewer): boolean {
	return (reviewBy(tool, reviewer)?.body.trim() ?? "") !== "";
}

function toolsWithWords(
	comparison: ComparisonContent,
	reviewer: Reviewer,
): number {
	return toolsOf(comparison).filter((tool) => hasWords(tool, reviewer)).length;
}

/** The difference of a reviewer's two scores; -1 where one of them is not known. */
function scoreGap(comparison: ComparisonContent, reviewer: Reviewer): number {
	const [a, b] = toolsOf(comparison).map(
		(tool) => reviewBy(tool, reviewer)?.score ?? null,
	);
	return typeof a === "number" && typeof b === "number" ? Math.abs(a - b) : -1;
}
