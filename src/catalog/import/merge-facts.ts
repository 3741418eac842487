import type { Reviewer } from "../../db/schema.ts";
import type { ReviewFacts, ToolFacts } from "../facts.ts";
import { REVIEWERS } from "../panel.ts";

/**
 * What is known of a tool from two sources, of which the first is the newer.
 *
 * - What the newer one knows stands; what it does not know, the older one fills
 *   in. So a reduced capture never erases a price, a vote or a review.
 * - A score and a verdict belong to the words they were given for: a newer
 *   review without them takes them over only if it says the same. Where the
 *   words changed, they are not known.
 * - A stated share belongs to the panel as it spoke: it is taken over only if
 *   each of the newer reviews says what the older one said.
 */
export function mergeFacts(newer: ToolFacts, older: ToolFacts): ToolFacts {
	const { ship, skip, share } = newer.community;
	const votesKnown = ship !== null || skip !== null || share !== null;
	return {
		slug: newer.slug,
		name: newer.name,
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
				mergeReviews(by(reviewer, newer), by(reviewer, older)) ?? [],
		),
	};
}

/**
 * What is known of a tool, with the gaps filled from a second telling of the
 * same time. What belongs to a reviewer's words is left alone where there are
 * words: whether it fits them would depend on when it is told.
 */
export function fillGaps(known: ToolFacts, second: ToolFacts): ToolFacts {
	return {
		...mergeFacts(known, second),
		statedShare: known.statedShare,
		reviews: REVIEWERS.flatMap(
			(reviewer) => by(reviewer, known) ?? by(reviewer, second) ?? [],
		),
	};
}

/** Whether two sources come to the same, field by field. */
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
	};
}

function samePanel(newer: ToolFacts, older: ToolFacts): boolean {
	return newer.reviews.every((review) => {
		const before = by(review.reviewer, older);
		return (
			before?.body === review.body &&
			(review.verdict === null ||
				before.verdict === null ||
				review.verdict === before.verdict)
		);
	});
}

function by(reviewer: Reviewer, facts: ToolFacts): ReviewFacts | undefined {
	return facts.reviews.find((review) => review.reviewer === reviewer);
}

function shallowEqual<T extends object>(a: T, b: T): boolean {
	return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
