import { html } from "hono/html";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { withQuotes } from "../../issue/words/quote/quoted-reviews.ts";
import { reviewerTitles, toolsOf } from "../../render/labels.ts";
import { name, pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { tile } from "./tile.ts";
import { panelLine } from "./verdict.ts";

/** The newest comparison at the head of the start page: both tools, each with a sentence of the panel. */
export function leadStory(
	comparison: ComparisonContent,
	timeZone: string,
): Html {
	const [quoted = comparison] = withQuotes([comparison], []);
	return html`<article class="lead-story">
<p class="note">Newest, <time datetime="${comparison.publishedAt}">${dateLine(comparison.publishedAt, timeZone)}</time></p>
<h3><a href="${comparison.url}">${pairOf(comparison)}</a></h3>
<p class="standfirst">${comparison.summary}</p>
<div class="side-by-side">${toolsOf(quoted).map(leadTool)}</div>
</article>`;
}

function leadTool(tool: ToolContent): Html {
	const said = sentenceOf(tool);
	return html`<section>
<p class="note">${tile(tool)}${name(tool.category)}</p>
<h4>${name(tool.name)}</h4>
<div>${panelLine(tool.panel)}</div>
${said ? html`<blockquote dir="auto"><p>${said.quote}</p><footer>${reviewerTitles[said.reviewer]}</footer></blockquote>` : ""}
</section>`;
}

/** Of the review that bears the panel's verdict most clearly: the highest score of a ship, the lowest of a skip. */
function sentenceOf({ reviews, panel }: ToolContent) {
	const sign = panel.verdict === "skip" ? -1 : 1;
	return reviews
		.filter((review) => review.verdict === panel.verdict && review.quote)
		.sort((a, b) => sign * ((b.score ?? 50) - (a.score ?? 50)))[0];
}
