import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer } from "../db/schema.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../issue/content/content.ts";
import { reviewBy, toolsOf } from "./labels.ts";
import { panelThrough } from "./lens.ts";

/**
 * Whose words stand in the duel: the reader's own reviewer, else the one whose
 * scores lie furthest apart, who has most to say about the choice. One and the
 * same for both tools; null where nobody said anything of either.
 */
export function leadReviewerOf(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): Reviewer | null {
	if (lens && spokenTools(comparison, lens) > 0) return lens;
	const best = REVIEWERS.map((reviewer) => ({
		reviewer,
		said: spokenTools(comparison, reviewer),
		gap: gapOf(comparison, reviewer),
	}))
		.filter(({ said }) => said > 0)
		.toSorted((a, b) => b.said - a.said || b.gap - a.gap)[0];
	return best?.reviewer ?? null;
}

/** The rest of the panel, in the order in which it speaks. */
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

function spokenTools(comparison: ComparisonContent, reviewer: Reviewer) {
	return toolsOf(comparison).filter((tool) => hasWords(tool, reviewer)).length;
}

function gapOf(comparison: ComparisonContent, reviewer: Reviewer): number {
	const [a, b] = toolsOf(comparison).map(
		(tool) => reviewBy(tool, reviewer)?.score ?? null,
	);
	return typeof a === "number" && typeof b === "number" ? Math.abs(a - b) : -1;
}
