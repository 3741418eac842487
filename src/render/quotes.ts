import type { Reviewer } from "../db/catalog-tables.ts";
import type { ReviewContent, ToolContent } from "../issue/content/content.ts";
import { panelThrough } from "./lens.ts";

/** What a reviewer said of a tool. */
export interface Quote {
	tool: ToolContent;
	review: ReviewContent;
}

/**
 * The strongest word for and the strongest against, of the reviews of some
 * tools, on a tool each where that can be: of those who say ship and those who
 * say skip, the two whose scores are furthest apart. Where all agree, the most
 * and the least convinced. For a reader with a lens, first the clearest word of
 * their reviewer, then the strongest of the other opinion. At most two; fewer
 * where nobody else has words.
 */
export function quotesFrom(
	tools: readonly ToolContent[],
	lens: Reviewer | null,
): Quote[] {
	const all = panelThrough(lens).flatMap((reviewer) =>
		tools.flatMap((tool) =>
			tool.reviews
				.filter(
					(review) => review.reviewer === reviewer && review.body.trim() !== "",
				)
				.map((review) => ({ tool, review })),
		),
	);
	const own = all.filter(({ review }) => review.reviewer === lens);
	const pairs = (own.length > 0 ? own : all).flatMap((first) =>
		all
			.filter((second) => second !== first)
			.map((second) => ({ first, second, rank: rankOf(first, second) })),
	);
	const [best] = pairs.toSorted((a, b) => b.rank - a.rank);
	if (!best) return all.slice(0, 1);
	const { first, second } = best;
	return own.length > 0 || favour(first) >= favour(second)
		? [first, second]
		: [second, first];
}

/** How well two words stand against each other: opposite verdicts above all, then two tools, then scores that are far apart. */
function rankOf(first: Quote, second: Quote): number {
	const verdicts = [first, second].map(({ review }) => review.verdict);
	const isOpposite = verdicts.includes("ship") && verdicts.includes("skip");
	const distance = Math.abs(favour(first) - favour(second));
	return (
		(isOpposite ? 4_000 : 0) +
		(first.tool === second.tool ? 0 : 2_000) +
		distance
	);
}

/** More than a hundred apart for the verdicts; a score that is not known is in the middle. */
function favour({ review: { verdict, score } }: Quote): number {
	const side = verdict === null ? 0 : verdict === "ship" ? 1 : -1;
	return 200 * side + (score ?? 50);
}
