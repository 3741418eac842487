import { html } from "hono/html";
import { toolPanel } from "../../catalog/panel.ts";
import type { ComparisonRecord, ToolRecord } from "../../db/catalog/catalog.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { type Places, placeLine } from "./places.ts";

/** Comparisons with their tools, their time and their weight. */
export function comparisonTable(
	deps: Pick<StudioDeps, "config" | "clock">,
	comparisons: readonly ComparisonRecord[],
	places: Places,
): Markup {
	const now = deps.clock.now();
	const { timeZone } = deps.config;
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Comparisons"><table class="figures">
<thead><tr><th scope="col">Tools</th><th scope="col">Panel</th><th scope="col">Published</th><th scope="col" class="number">Weight</th><th scope="col">Issue</th></tr></thead>
<tbody>${comparisons.map(
		({ left, right, published_at: at, weight, slug, id }) => html`<tr>
<td>${toolLink(left)} vs ${toolLink(right)}</td>
<td>${verdictOf(left)} / ${verdictOf(right)}</td>
<td class="time"><a href="/studio/comparisons/${encodeURIComponent(slug)}">${formatTime(at, timeZone)}</a>${at > now ? html` <span class="state draft">scheduled</span>` : ""}</td>
<td class="number">${weight}${weight < 0 ? html` <span class="state stale">held back</span>` : ""}</td>
<td>${placeLine(deps, { id, published_at: at, weight }, places)}</td>
</tr>`,
	)}</tbody>
</table></div>`;
}

/** A tool by its name, as a link to its page. */
export function toolLink({ slug, name }: ToolRecord): Markup {
	return html`<a href="/studio/catalog/${encodeURIComponent(slug)}"><bdi>${name}</bdi></a>`;
}

function verdictOf(tool: ToolRecord): string {
	const { verdict, share } = toolPanel(tool);
	return verdict === null ? "not known" : `${verdict}\u00A0${share}%`;
}
