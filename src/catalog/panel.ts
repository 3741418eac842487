import type { Reviewer, Verdict } from "../db/schema.ts";

/** In the order in which the panel always speaks. */
export const REVIEWERS: readonly Reviewer[] = [
	"builder",
	"skeptic",
	"founder",
	"futurist",
];

/** What the panel of four says of one tool. Null is "not known" and stays so everywhere. */
export interface PanelVerdict {
	verdict: Verdict | null;
	/** Per cent of the panel that says ship, 0 to 100. */
	share: number | null;
	/** The split; null when the reviewers' own verdicts are not known. */
	ship: number | null;
	skip: number | null;
	/** Where it comes from: counted from the reviews, stated by the source, or not known at all. */
	basis: "reviews" | "stated" | "unknown";
}

/** What the panel says of a tool as the catalog knows it. */
export function toolPanel(tool: {
	reviews: readonly { verdict: Verdict | null }[];
	stated_share: number | null;
}): PanelVerdict {
	return panelVerdict(tool.reviews, tool.stated_share);
}

/**
 * The panel verdict: ship when at least half of the reviews say ship. The
 * reviews are counted when all four verdicts are known; otherwise the stated
 * share stands; with neither, the verdicts that are known are counted.
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
