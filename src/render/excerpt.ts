import type { IssueContent, ToolContent } from "../issue/content/content.ts";

/** Sentences are added to a quote up to this many characters. */
const FULL_QUOTE = 120;
/** A first sentence that is longer than this many characters is cut. */
const LONGEST_QUOTE = 280;

/**
 * The issue with the reviews of its leads shortened to a sentence or two each.
 * The comparison's page has them in full.
 */
export function quoteReviews(issue: IssueContent): IssueContent {
	const quoted = (tool: ToolContent) => ({
		...tool,
		reviews: tool.reviews.map((review) => ({
			...review,
			body: quoteOf(review.body),
		})),
	});
	const leads = issue.leads.map((lead) => ({
		...lead,
		left: quoted(lead.left),
		right: quoted(lead.right),
	}));
	return { ...issue, leads };
}

/** The first sentences of a review that fit a quote, at least one. */
export function quoteOf(body: string): string {
	const text = body.trim();
	if (length(text) <= FULL_QUOTE) return text;
	let kept = "";
	for (const { segment } of sentences.segment(text)) {
		if (kept !== "" && length(kept + segment.trimEnd()) > FULL_QUOTE) break;
		kept += segment;
	}
	const quote = kept.trimEnd();
	return length(quote) <= LONGEST_QUOTE ? quote : cut(quote);
}

/** The first sentence of a text, whatever its length. */
export function firstSentence(text: string): string {
	const [first] = sentences.segment(text.trim());
	return first?.segment.trimEnd() ?? "";
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** Cut before a word, unless that word is very long, with "…" at the end. */
function cut(text: string): string {
	const head = [...text].slice(0, LONGEST_QUOTE - 1).join("");
	const atWord = head.replace(/[\s,;:–-]+\S{0,40}$/, "");
	return `${atWord}…`;
}

function length(text: string): number {
	return [...text].length;
}
