import type { Reviewer, Verdict } from "../db/catalog-tables.ts";

/** In the order in which reviews are always shown. */
export const REVIEWERS: readonly Reviewer[] = [
	"builder",
	"skeptic",
	"founder",
	"futurist",
];

/** What the panel of four says of one tool. Null means unknown, and is shown as such everywhere. */
export interface PanelVerdict {
	verdict: Verdict | null;
	/** Percentage of the panel that says ship, 0 to 100. */
	share: number | null;
	/** The split; null when the reviewers' own verdicts are unknown. */
	ship: number | null;
	skip: number | null;
	/** Counted from the reviews, stated by the source, or unknown. */
	basis: "reviews" | "stated" | "unknown";
}

/** The panel verdict on a tool of the catalog. */
export function toolPanel(tool: {
	reviews: readonly { verdict: Verdict | null }[];
	stated_share: number | null;
}): PanelVerdict {
	return panelVerdict(tool.reviews, tool.stated_share);
}

/**
 * The panel verdict: ship when at least half of the reviews say ship. The
 * reviews are counted when all four verdicts are known; otherwise the stated
 * share is used; without one, the verdicts that are known are counted.
 *
 * @param statedShare 0 to 100, or null when the source states none
 */
export function panelVerdict(
	reviews: readonly { verdict: Verdict | null }[],
	statedShare: number | null,
): PanelVerdict {
	const known = reviews.filter((review) => review.verdict !== null);
	if (known.length < REVIEWERS.length && statedShare !== null)
		return {
			verdict: statedShare >= 50 ? "ship" : "skip",
			share: statedShare,
			ship: null,
			skip: null,
			basis: "stated",
		};
	if (known.length === 0)
		return {
			verdict: null,
			share: null,
			ship: null,
			skip: null,
			basis: "unknown",
		};
	const ship = known.filter((review) => review.verdict === "ship").length;
	const skip = known.length - ship;
	return {
		verdict: ship >= skip ? "ship" : "skip",
		share: Math.round((100 * ship) / known.length),
		ship,
		skip,
		basis: "reviews",
	};
}
