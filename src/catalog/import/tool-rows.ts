import type { ReviewRow, ToolRow } from "../../db/catalog-tables.ts";
import type { ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";

/** The facts of a tool, from its row and those of its reviews. */
export function factsOfRows(
	tool: ToolRow,
	reviews: readonly ReviewRow[],
): ToolFacts {
	return {
		slug: tool.slug,
		name: tool.name,
		shortName: tool.short_name,
		tagline: tool.tagline,
		category: tool.category,
		pricing: tool.pricing,
		entryPrice: tool.entry_price,
		bestFor: tool.best_for,
		description: tool.description,
		statedShare: tool.stated_share,
		community: {
			ship: tool.community_ship,
			skip: tool.community_skip,
			share: tool.community_share,
		},
		reviews: REVIEWERS.flatMap((reviewer) =>
			reviews
				.filter((review) => review.reviewer === reviewer)
				.map(({ tool_id: _, ...review }) => review),
		),
	};
}

/** The columns of a tool that hold its facts; its reviews have rows of their own. */
export function toolRowOf(facts: ToolFacts) {
	return {
		slug: facts.slug,
		name: facts.name,
		short_name: facts.shortName,
		tagline: facts.tagline,
		category: facts.category,
		pricing: facts.pricing,
		entry_price: facts.entryPrice,
		best_for: facts.bestFor,
		description: facts.description,
		stated_share: facts.statedShare,
		community_ship: facts.community.ship,
		community_skip: facts.community.skip,
		community_share: facts.community.share,
	};
}
