import type { IssueContent, ToolContent } from "../issue/content/content.ts";

/** Characters of a quote: a second sentence joins the first where both fit, and a first one that is beyond all measure is cut. */
const QUOTE = { fits: 120, most: 280 };

/**
 * The reviews of the leads as a sentence or two each: what a mail has room
 * for. All of them stand in full on the comparison's page.
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
	if (length(text) <= QUOTE.fits) return text;
	let kept = "";
	for (const { segment } of sentences.segment(text)) {
		if (kept !== "" && length(kept + segment.trimEnd()) > QUOTE.fits) break;
		kept += segment;
	}
	const quote = kept.trimEnd();
	return length(quote) <= QUOTE.most ? quote : cut(quote);
}

/** The first sentence of a text, whatever its length. */
export function firstSentence(text: string): string {
	const [first] = sentences.segment(text.trim());
	return first?.segment.trimEnd() ?? "";
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** At a word where there is one near; "…" says that it goes on. */
function cut(text: string): string {
	const head = [...text].slice(0, QUOTE.most - 1).join("");
	const atWord = head.replace(/[\s,;:–-]+\S{0,40}$/, "");
	return `${atWord}…`;
}

function length(text: string): number {
	return [...text].length;
}
