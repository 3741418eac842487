import { type PanelVerdict, REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer, Verdict } from "../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
	VotedTool,
} from "../issue/content/content.ts";
import type { VerdictCounts } from "../issue/content/verdict-counts.ts";

/*
 * The facts of an issue as words: the same in HTML, in text and on the web.
 * What is unknown is called not given, and never counts as 0 or as skip.
 */

export const reviewerTitles: Record<Reviewer, string> = {
	builder: "Builder",
	skeptic: "Skeptic",
	founder: "Founder",
	futurist: "Futurist",
};

/** "Ship", "Skip" or "Not given". */
export function verdictWord(verdict: Verdict | null): string {
	if (verdict === null) return "Not given";
	return verdict === "ship" ? "Ship" : "Skip";
}

/** The sign before the word, so that no verdict is shown by colour alone. Latin-1, so that every font has it. */
export function verdictSign(verdict: Verdict | null): string {
	if (verdict === null) return "?";
	return verdict === "ship" ? "+" : "×";
}

/** "Ship · 3 ship / 1 skip", "Ship · 75% panel ship" where only the share is stated, or "Panel verdict not given". */
export function panelLabel(panel: PanelVerdict): string {
	if (panel.verdict === null) return "Panel verdict not given";
	const detail = splitLabel(panel) ?? shareLabel(panel);
	const word = verdictWord(panel.verdict);
	return detail === null ? word : `${word} · ${detail}`;
}

/** "3 ship / 1 skip", with ", 1 not given" for a reviewer whose verdict is unknown; null when the split is not known. */
export function splitLabel(panel: PanelVerdict): string | null {
	if (panel.ship === null || panel.skip === null) return null;
	const missing = REVIEWERS.length - panel.ship - panel.skip;
	const split = `${panel.ship} ship / ${panel.skip} skip`;
	return missing > 0 ? `${split}, ${missing} not given` : split;
}

/** "75% panel ship"; null when the share is not known. */
export function shareLabel(panel: PanelVerdict): string | null {
	return panel.share === null ? null : `${panel.share}% panel ship`;
}

/** "62% ship · 31 ship / 19 skip", "62% ship" where only the share is stated, or "No community votes yet". */
export function communityLabel(community: ToolContent["community"]): string {
	if (community === null) return "No community votes yet";
	const share = `${community.share}% ship`;
	return community.ship === null || community.skip === null
		? share
		: `${share} · ${community.ship} ship / ${community.skip} skip`;
}

/** "62% of readers would ship it · 31 ship / 19 skip" */
export function votedLabel({ share, ship, skip }: VotedTool): string {
	return `${share}% of readers would ship it · ${ship} ship / ${skip} skip`;
}

/** "82/100 · ship", with "score not given" or "verdict not given" for what is missing, or "Score and verdict not given". */
export function scoreLabel(
	review: Pick<ReviewContent, "score" | "verdict"> | undefined,
): string {
	if (!review || isSilent(review)) return "Score and verdict not given";
	if (review.score === null) return `Score not given · ${review.verdict}`;
	return `${review.score}/100 · ${review.verdict ?? "verdict not given"}`;
}

/** Whether a reviewer gave neither a score nor a verdict. */
export function isSilent(
	review: Pick<ReviewContent, "score" | "verdict"> | undefined,
): boolean {
	return !review || (review.score === null && review.verdict === null);
}

/** "now skip, was ship"; null when nothing changed. */
export function flipLabel(flip: ToolContent["flip"]): string | null {
	return flip === null ? null : `now ${flip.to}, was ${flip.from}`;
}

/** "11 ship, 4 skip", with ", 1 not known" where a verdict is. */
export function verdictCountsLabel({
	ship,
	skip,
	unknown,
}: VerdictCounts): string {
	const known = `${ship} ship, ${skip} skip`;
	return unknown === 0 ? known : `${known}, ${unknown} not known`;
}

/** A fact, or "Not given" where it is empty. */
export function factLabel(fact: string): string {
	return fact.trim() === "" ? "Not given" : fact;
}

/** "Entry price: $20/mo · Best for: Teams whose one analyst is on holiday" */
export function gistLabel({ entryPrice, bestFor }: ToolContent): string {
	const price = `Entry price: ${factLabel(entryPrice)}`;
	return bestFor.trim() === "" ? price : `${price} · Best for: ${bestFor}`;
}

/** One reviewer's review of a tool; undefined: there is none. */
export function reviewBy(
	tool: Pick<ToolContent, "reviews">,
	reviewer: Reviewer,
): ReviewContent | undefined {
	return tool.reviews.find((review) => review.reviewer === reviewer);
}

/** The two tools of a comparison, left first. */
export function toolsOf(comparison: ComparisonContent) {
	return [comparison.left, comparison.right] as const;
}
