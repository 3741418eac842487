import { html } from "hono/html";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { withQuotes } from "../../issue/words/quote/quoted-reviews.ts";
import { toolsOf } from "../../render/labels.ts";
import { fact, langOf, pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { dayOf } from "./comparison-list.ts";
import { tile } from "./tile.ts";
import { panelLine } from "./verdict.ts";

/** The newest comparison at the head of the start page: both tools, each with a sentence of the panel. */
export function leadStory(
	comparison: ComparisonContent,
	timeZone: string,
	words: Speech,
): Html {
	const [quoted = comparison] = withQuotes([comparison], []);
	return html`<article class="lead-story">
<p class="note">${words.home.newest(dayOf(comparison.publishedAt, timeZone, words))}</p>
<h3><a href="${comparison.url}">${pairOf(comparison, words)}</a></h3>
<p class="standfirst">${comparison.summary}</p>
<div class="side-by-side">${toolsOf(quoted).map((tool) => leadTool(tool, words))}</div>
</article>`;
}

function leadTool(tool: ToolContent, words: Speech): Html {
	const said = sentenceOf(tool);
	const { language, written } = words;
	return html`<section>
<p class="note">${tile(tool)}${fact(tool.category, words)}</p>
<h4>${fact(tool.name, words)}</h4>
<div>${panelLine(tool.panel, language)}</div>
${said ? html`<blockquote dir="auto"><p${langOf(written, words)}>${said.quote}</p><footer>${language.labels.reviewers[said.reviewer]}</footer></blockquote>` : ""}
</section>`;
}

/** Of the review that bears the panel's verdict most clearly: the highest score of a ship, the lowest of a skip. */
function sentenceOf({ reviews, panel }: ToolContent) {
	const sign = panel.verdict === "skip" ? -1 : 1;
	return reviews
		.filter((review) => review.verdict === panel.verdict && review.quote)
		.sort((a, b) => sign * ((b.score ?? 50) - (a.score ?? 50)))[0];
}
