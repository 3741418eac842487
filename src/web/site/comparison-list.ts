import { html } from "hono/html";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { shareLabel, toolsOf } from "../../render/labels.ts";
import { name, pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { verdictBadge } from "./verdict.ts";

/** Each comparison with its title, verdicts and summary. */
export function comparisonList(
	comparisons: readonly ComparisonContent[],
	timeZone: string,
): Html {
	return html`<ol class="verdicts">
${comparisons.map(
	(comparison) => html`<li>
<h3><a href="${comparison.url}">${pairOf(comparison)}</a></h3>
<ul class="tool-verdicts">${toolsOf(comparison).map(verdictItem)}</ul>
<p>${comparison.summary}</p>
<p class="note"><time datetime="${comparison.publishedAt}">${dateLine(comparison.publishedAt, timeZone)}</time></p>
</li>`,
)}
</ol>`;
}

function verdictItem(tool: ToolContent): Html {
	const share = shareLabel(tool.panel);
	return html`<li>${verdictBadge(tool.panel.verdict)} <b>${name(tool.name)}</b>${share ? html` <span class="note">${share}</span>` : ""}</li>`;
}
