import type { Reviewer, Verdict } from "../db/catalog-tables.ts";
import type { Instant } from "../time/clock.ts";

/*
 * What one document says, checked. What it does not say is null, or an empty
 * string where it is text.
 */

export interface ComparisonFacts {
	slug: string;
	/** As the document says; null when it does not. */
	publishedAt: Instant | null;
	weight: number | null;
	left: ToolFacts;
	right: ToolFacts;
}

export interface ToolFacts {
	slug: string;
	name: string;
	/** For headlines; empty: none is given. */
	shortName: string;
	tagline: string;
	category: string;
	pricing: string;
	entryPrice: string;
	bestFor: string;
	description: string;
	/** Percentage of the panel that says ship, as the source states it. */
	statedShare: number | null;
	community: CommunityFacts;
	/** At most one of each reviewer, in the panel's order. */
	reviews: ReviewFacts[];
}

/** Both counts, or a share alone, or nothing. The share is a percentage. */
export interface CommunityFacts {
	ship: number | null;
	skip: number | null;
	share: number | null;
}

export interface ReviewFacts {
	reviewer: Reviewer;
	score: number | null;
	verdict: Verdict | null;
	body: string;
	/** A piece of the text that is quoted where there is no room for all of it; null: one is chosen. */
	quote: string | null;
}
