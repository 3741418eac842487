import type { Reviewer } from "../../db/catalog-tables.ts";
import type { ReviewFacts, ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";

/**
 * The facts about a tool from two sources, the newer one first.
 *
 * - What the newer source does not know is taken from the older one. So a
 *   reduced capture never erases a price, a vote or a review.
 * - A short name belongs to the name. It is taken from the older source only if
 *   the name is the same.
 * - A score, a verdict and a quote belong to the text of their review. A newer review
 *   without them takes them from the older one only if the text is the same;
 *   otherwise they are unknown.
 * - A stated share belongs to the reviews of its time. It is taken from the
 *   older source only if no review in the newer one has another text or verdict.
 */
export function mergeFacts(newer: ToolFacts, older: ToolFacts): ToolFacts {
	const { ship, skip, share } = newer.community;
	const votesKnown = ship !== null || skip !== null || share !== null;
	return {
		slug: newer.slug,
		name: newer.name,
		shortName:
			newer.shortName || (newer.name === older.name ? older.shortName : ""),
		tagline: newer.tagline || older.tagline,
		category: newer.category || older.category,
		pricing: newer.pricing || older.pricing,
		entryPrice: newer.entryPrice || older.entryPrice,
		bestFor: newer.bestFor || older.bestFor,
		description: newer.description || older.description,
		statedShare:
			newer.statedShare ?? (samePanel(newer, older) ? older.statedShare : null),
		community: votesKnown ? newer.community : older.community,
		reviews: REVIEWERS.flatMap(
			(reviewer) =>
				mergeReviews(reviewBy(reviewer, newer), reviewBy(reviewer, older)) ??
				[],
		),
	};
}

/**
 * The facts about a tool, with gaps filled from a second document of the same
 * time. Existing reviews and the stated share are left as they are: whether
 * they fit the second document would depend on when it is imported.
 */
export function fillGaps(facts: ToolFacts, second: ToolFacts): ToolFacts {
	return {
		...mergeFacts(facts, second),
		statedShare: facts.statedShare,
		reviews: REVIEWERS.flatMap(
			(reviewer) =>
				reviewBy(reviewer, facts) ?? reviewBy(reviewer, second) ?? [],
		),
	};
}

/** Whether all fields are equal. */
export function sameFacts(a: ToolFacts, b: ToolFacts): boolean {
	const { reviews: ofA, community: votesA, ...restA } = a;
	const { reviews: ofB, community: votesB, ...restB } = b;
	return (
		shallowEqual(restA, restB) &&
		shallowEqual(votesA, votesB) &&
		ofA.length === ofB.length &&
		ofA.every((review, index) => {
			const other = ofB[index];
			return other !== undefined && sameReview(review, other);
		})
	);
}

export function sameReview(a: ReviewFacts, b: ReviewFacts): boolean {
	return shallowEqual(a, b);
}

function mergeReviews(
	newer: ReviewFacts | undefined,
	older: ReviewFacts | undefined,
): ReviewFacts | undefined {
	if (!newer || !older || newer.body !== older.body) return newer ?? older;
	return {
		...newer,
		score: newer.score ?? older.score,
		verdict: newer.verdict ?? older.verdict,
		quote: newer.quote ?? older.quote,
	};
}

/** Whether no review of the newer facts has another text or verdict. */
export function samePanel(
	newer: Pick<ToolFacts, "reviews">,
	older: Pick<ToolFacts, "reviews">,
): boolean {
	return newer.reviews.every((review) => {
		const before = reviewBy(review.reviewer, older);
		return (
			before?.body === review.body &&
			(review.verdict === null ||
				before.verdict === null ||
				review.verdict === before.verdict)
		);
	});
}

function reviewBy(
	reviewer: Reviewer,
	facts: Pick<ToolFacts, "reviews">,
): ReviewFacts | undefined {
	return facts.reviews.find((review) => review.reviewer === reviewer);
}

function shallowEqual<T extends object>(a: T, b: T): boolean {
	return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
