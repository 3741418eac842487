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

/** Each comparison with its title, verdicts and summary. @param level of the titles: h2 where no heading is above the list but the page's own */
export function comparisonList(
	comparisons: readonly ComparisonContent[],
	timeZone: string,
	level: "h2" | "h3" = "h3",
): Html {
	return html`<ol class="verdicts">
${comparisons.map(
	(comparison) => html`<li>
${heading(level, html`<a href="${comparison.url}">${pairOf(comparison)}</a>`)}
<ul class="tool-verdicts">${toolsOf(comparison).map(verdictItem)}</ul>
<p>${comparison.summary}</p>
<p class="note"><time datetime="${comparison.publishedAt}">${dateLine(comparison.publishedAt, timeZone)}</time></p>
</li>`,
)}
</ol>`;
}

function heading(level: "h2" | "h3", title: Html): Html {
	return level === "h2" ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
}

function verdictItem(tool: ToolContent): Html {
	const share = shareLabel(tool.panel);
	return html`<li>${verdictBadge(tool.panel.verdict)} <b>${name(tool.name)}</b>${share ? html` <span class="note">${share}</span>` : ""}</li>`;
}
