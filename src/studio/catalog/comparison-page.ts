import { html } from "hono/html";
import type { ComparisonRecord } from "../../db/catalog/catalog.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { toolLink } from "./comparison-table.ts";
import {
	type FactsView,
	factField,
	factsHead,
	oneLine,
} from "./correct-form.ts";
import { historyCard } from "./history-card.ts";
import { placesCard, placesOf } from "./places.ts";

/** A comparison: when it is published, its weight, its issues, and what changed. */
export async function comparisonPage(
	deps: StudioDeps,
	comparison: ComparisonRecord,
	view: FactsView,
): Promise<Markup> {
	const { left, right, published_at: at, weight } = comparison;
	const { timeZone } = deps.config;
	return html`<div class="title"><h1><bdi>${left.name}</bdi> vs <bdi>${right.name}</bdi></h1><p><a href="/studio/catalog">To the catalog</a></p></div>
<div class="reports">
<section class="card report-card"><h2>What holds now</h2>
<dl class="person-facts">
<div><dt>Tools</dt><dd>${toolLink(left)} vs ${toolLink(right)}</dd></div>
<div><dt>${at > deps.clock.now() ? "To be published" : "Published"}</dt><dd>${formatTime(at, timeZone)}</dd></div>
<div><dt>Weight</dt><dd>${weight}${weight < 0 ? ", held back" : ""}</dd></div>
<div><dt>Slug</dt><dd>${comparison.slug}</dd></div>
</dl>
<p class="note">Its title, summary and decision are made from the facts of its two tools: correct them there.</p>
</section>
<form class="facts-form" id="correct" method="post" action="${view.action}">
${factsHead(view)}
<section class="card words"><h2>Correct</h2>
<p class="note">A file that is imported later and states a publication time or a weight sets it again; the dry run shows that.</p>
${factField(view, "publishedAt", oneLine, "Publication time, with an offset or Z: 2026-11-24T09:00:00Z")}
${factField(view, "weight", oneLine, "Weight, −1000 to 1000: a higher one goes first, one below zero is held back")}
<p><button class="button">Save</button></p>
</section>
</form>
${placesCard(deps, comparison, await placesOf(deps, [comparison]))}
${await historyCard(deps, "comparison", comparison.slug)}
</div>`;
}
