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
 * tools: the highest score that says ship and the lowest that says skip. Where
 * all agree, the most and the least convinced, of two tools if there are two.
 * For a reader with a lens, first the word of their reviewer, then the strongest
 * of the other opinion. At most two; fewer where nobody else has words.
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
	const [first] = own.length > 0 ? strongest(own) : strongestFor(all);
	if (!first) return [];
	const second = counterpart(first, own, all);
	return second ? [first, second] : [first];
}

/** The clearest word of one reviewer: what they think best of, else what they think least of. */
function strongest(own: readonly Quote[]): Quote[] {
	return own.some(({ review }) => review.verdict === "ship")
		? strongestFor(own)
		: strongestFor(own).toReversed();
}

function counterpart(
	first: Quote,
	own: readonly Quote[],
	all: readonly Quote[],
): Quote | undefined {
	const against = (quotes: readonly Quote[]) => {
		const sorted = strongestFor(
			quotes.filter(
				({ review: { verdict } }) =>
					verdict !== null && verdict !== first.review.verdict,
			),
		);
		return first.review.verdict === "skip" ? sorted[0] : sorted.at(-1);
	};
	const others = (quotes: readonly Quote[]) =>
		strongestFor(quotes.filter((one) => one !== first)).toReversed();
	const elsewhere = (quotes: readonly Quote[]) =>
		others(quotes).find(({ tool }) => tool !== first.tool);
	return (
		against(own) ??
		against(all) ??
		elsewhere(own) ??
		elsewhere(all) ??
		others(all)[0]
	);
}

/** Those who say ship first, and of them the highest score; the order stays where nothing tells them apart. */
function strongestFor(quotes: readonly Quote[]): Quote[] {
	return quotes.toSorted((a, b) => favour(b.review) - favour(a.review));
}

/** More than a hundred apart for the verdicts; a score that is not known is in the middle. */
function favour({ verdict, score }: ReviewContent): number {
	const side = verdict === null ? 0 : verdict === "ship" ? 1 : -1;
	return 200 * side + (score ?? 50);
}
