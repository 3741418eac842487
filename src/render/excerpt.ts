import type { ComparisonContent, IssueContent } from "../issue/content.ts";

/** An issue whose leads' reviews fit a budget, and whose were shortened to get there. */
export interface Excerpted {
	issue: IssueContent;
	/** Slugs of the comparisons that must link to the full reviews. */
	shortened: ReadonlySet<string>;
}

/** The bytes of the reviews of all leads together. */
export function proseBytes(issue: IssueContent): number {
	return bodies(issue).reduce((sum, body) => sum + bytes(body), 0);
}

/**
 * Shortens the longest reviews first, each at the end of a sentence, until all
 * of them together fit. A review keeps at least its first sentence, even when
 * that is over the budget: an opinion cut off in its middle is none.
 *
 * @param budget bytes of UTF-8 for the reviews of all leads together
 */
export function excerptReviews(issue: IssueContent, budget: number): Excerpted {
	if (proseBytes(issue) <= budget) return { issue, shortened: new Set() };
	const limit = fairLimit(bodies(issue).map(bytes), budget);
	const shortened = new Set<string>();
	const leads = issue.leads.map((lead) => shorten(lead, limit, shortened));
	return { issue: { ...issue, leads }, shortened };
}

/** The first sentences of a text that fit `limit` bytes, at least one. */
export function firstSentences(text: string, limit: number): string {
	if (bytes(text) <= limit) return text;
	let kept = "";
	for (const { segment } of sentences.segment(text)) {
		if (kept !== "" && bytes(kept + segment.trimEnd()) > limit) break;
		kept += segment;
	}
	return kept.trimEnd();
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** The most that each text may have so that the sum stays within the budget; short ones leave their rest to long ones. */
function fairLimit(sizes: number[], budget: number): number {
	const sorted = sizes.toSorted((a, b) => a - b);
	let left = budget;
	for (const [index, size] of sorted.entries()) {
		const share = left / (sorted.length - index);
		if (size > share) return Math.floor(share);
		left -= size;
	}
	return Number.POSITIVE_INFINITY;
}

function shorten(
	lead: ComparisonContent,
	limit: number,
	shortened: Set<string>,
): ComparisonContent {
	const tool = (side: ComparisonContent["left"]) => ({
		...side,
		reviews: side.reviews.map((review) => {
			const body = firstSentences(review.body, limit);
			if (body !== review.body) shortened.add(lead.slug);
			return { ...review, body };
		}),
	});
	return { ...lead, left: tool(lead.left), right: tool(lead.right) };
}

function bodies(issue: IssueContent): string[] {
	return issue.leads.flatMap((lead) =>
		[...lead.left.reviews, ...lead.right.reviews].map(({ body }) => body),
	);
}

function bytes(text: string): number {
	return Buffer.byteLength(text, "utf8");
}
