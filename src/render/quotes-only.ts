import type { IssueContent, ToolContent } from "../issue/content/content.ts";
import { withQuotes } from "../issue/words/quote/quoted-reviews.ts";

/**
 * The issue as the full digest shows it: each review of a lead is its quote. The
 * comparison's page has the reviews in full. A review that was composed without
 * a quote, by an earlier version or as a sample, gets one here.
 */
export function quotesOnly(issue: IssueContent): IssueContent {
	const leads = withQuotes(issue.leads, issue.briefs).map((lead) => ({
		...lead,
		left: quotesOf(lead.left),
		right: quotesOf(lead.right),
	}));
	return { ...issue, leads };
}

function quotesOf(tool: ToolContent): ToolContent {
	return {
		...tool,
		reviews: tool.reviews.map(({ quote, ...review }) => ({
			...review,
			body: quote ?? review.body,
		})),
	};
}
