import { html } from "hono/html";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { shareLabel, toolsOf } from "../../render/labels.ts";
import { fact, pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { verdictBadge } from "./verdict.ts";

/** Each comparison with its title, verdicts and summary. @param level of the titles: h2 where no heading is above the list but the page's own */
export function comparisonList(
	comparisons: readonly ComparisonContent[],
	timeZone: string,
	words: Speech,
	level: "h2" | "h3" = "h3",
): Html {
	return html`<ol class="verdicts">
${comparisons.map(
	(comparison) => html`<li>
${heading(level, html`<a href="${comparison.url}">${pairOf(comparison, words)}</a>`)}
<ul class="tool-verdicts">${toolsOf(comparison).map((tool) => verdictItem(tool, words))}</ul>
<p>${comparison.summary}</p>
<p class="note">${dayOf(comparison.publishedAt, timeZone, words)}</p>
</li>`,
)}
</ol>`;
}

/** A moment as its day, in the publication's time zone. */
export function dayOf(
	instant: string,
	timeZone: string,
	{ language }: Speech,
): Html {
	return html`<time datetime="${instant}">${dateLine(instant, timeZone, language.locale)}</time>`;
}

function heading(level: "h2" | "h3", title: Html): Html {
	return level === "h2" ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
}

function verdictItem(tool: ToolContent, words: Speech): Html {
	const share = shareLabel(tool.panel, words.language);
	return html`<li>${verdictBadge(tool.panel.verdict, words.language)} <b>${fact(tool.name, words)}</b>${share ? html` <span class="note">${share}</span>` : ""}</li>`;
}
