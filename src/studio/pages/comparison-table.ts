import { html } from "hono/html";
import { toolPanel } from "../../catalog/panel.ts";
import type { ComparisonRecord, ToolRecord } from "../../db/catalog/catalog.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Markup } from "../layout.ts";

/** Comparisons with their tools, their time and their weight. */
export function comparisonTable(
	comparisons: readonly ComparisonRecord[],
	now: Instant,
	timeZone: string,
): Markup {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Comparisons"><table class="figures">
<thead><tr><th scope="col">Tools</th><th scope="col">Panel</th><th scope="col">Published</th><th scope="col" class="number">Weight</th></tr></thead>
<tbody>${comparisons.map(
		({ left, right, published_at: at, weight }) => html`<tr>
<td>${toolLink(left)} vs ${toolLink(right)}</td>
<td>${verdictOf(left)} / ${verdictOf(right)}</td>
<td>${formatTime(at, timeZone)}${at > now ? html` <span class="state draft">scheduled</span>` : ""}</td>
<td class="number">${weight}${weight < 0 ? html` <span class="state stale">held back</span>` : ""}</td>
</tr>`,
	)}</tbody>
</table></div>`;
}

function toolLink({ slug, name }: ToolRecord): Markup {
	return html`<a href="/studio/catalog/${encodeURIComponent(slug)}"><bdi>${name}</bdi></a>`;
}

function verdictOf(tool: ToolRecord): string {
	const { verdict, share } = toolPanel(tool);
	return verdict === null ? "not known" : `${verdict} ${share} %`;
}
