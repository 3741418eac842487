import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
} from "../../content/content.ts";
import { quoteOf } from "./quote.ts";

/**
 * Leads with a quote for each review: the one that its source gives, else the
 * sentence that bears its verdict.
 *
 * @param briefs of the same issue, whose names are not cut either
 */
export function withQuotes(
	leads: readonly ComparisonContent[],
	briefs: readonly ComparisonContent[],
): ComparisonContent[] {
	const names = [...leads, ...briefs].flatMap(({ left, right }) => [
		left.name,
		right.name,
	]);
	const quoted = (tool: ToolContent): ToolContent => ({
		...tool,
		reviews: tool.reviews.map((review) => ({
			...review,
			quote:
				review.quote ?? keptQuote(review.body, judgement(tool, review), names),
		})),
	});
	return leads.map((lead) => ({
		...lead,
		left: quoted(lead.left),
		right: quoted(lead.right),
	}));
}

const MAX_KEPT = 500;
const kept = new Map<string, string>();

/**
 * An issue is composed at every look of the studio, and choosing its quotes takes
 * longer than all the rest of it. The same review has the same quote.
 */
const keptQuote: typeof quoteOf = (body, judged, names) => {
	const key = JSON.stringify([body, judged, names]);
	const known = kept.get(key);
	if (known !== undefined) return known;
	const quote = quoteOf(body, judged, names);
	const [oldest] = kept.keys();
	if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
	kept.set(key, quote);
	return quote;
};

/** Where a reviewer's verdict is not given, that of a unanimous panel is theirs too. */
function judgement(
	{ panel }: ToolContent,
	{ verdict, score }: ReviewContent,
): Pick<ReviewContent, "verdict" | "score"> {
	const unanimous = panel.share === 100 || panel.share === 0;
	return { verdict: verdict ?? (unanimous ? panel.verdict : null), score };
}
