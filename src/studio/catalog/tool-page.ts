import { html } from "hono/html";
import {
	comparisonsOfTool,
	type ToolRecord,
} from "../../db/catalog/catalog.ts";
import { snapshotHistory } from "../../db/catalog/verdict-history.ts";
import { formatDay, formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { comparisonTable } from "./comparison-table.ts";
import type { FactsView } from "./correct-form.ts";
import { historyCard } from "./history-card.ts";
import { placesOf } from "./places.ts";
import { toolForm } from "./tool-form.ts";

const MOST_COMPARISONS = 50;
const MOST_SNAPSHOTS = 100;

/** A tool: what holds now, what each seal recorded, and its comparisons. */
export async function toolPage(
	deps: StudioDeps,
	tool: ToolRecord,
	view: FactsView,
): Promise<Markup> {
	const { db, config } = deps;
	const { timeZone } = config;
	const history = await snapshotHistory(db, tool.id, MOST_SNAPSHOTS);
	const comparisons = await comparisonsOfTool(db, tool.id, MOST_COMPARISONS);
	const facts: [string, string | number | null][] = [
		["Category", tool.category],
		["Price", tool.entry_price],
		["True as of", formatTime(tool.as_of, timeZone)],
		["Changed", formatTime(tool.updated_at, timeZone)],
		["Readers’ votes here", `${tool.votes.ship} ship, ${tool.votes.skip} skip`],
	];
	return html`<div class="title"><h1><bdi>${tool.name}</bdi></h1><p><a href="/studio/catalog">To the catalog</a></p></div>
<div class="reports">
<section class="card report-card third"><h2>What holds now</h2>
<dl class="person-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value || "–"}</bdi></dd></div>`)}</dl></section>
<section class="card report-card third"><h2>The panel</h2>
<div class="scroll" tabindex="0" role="region" aria-label="The panel"><table class="figures">
<thead><tr><th scope="col">Reviewer</th><th scope="col">Verdict</th><th scope="col" class="number">Score</th></tr></thead>
<tbody>${tool.reviews.map(({ reviewer, verdict, score }) => html`<tr><td>${reviewer}</td><td>${verdict ?? "not known"}</td><td class="number">${score ?? "–"}</td></tr>`)}</tbody>
</table></div></section>
<section class="card report-card third"><h2>As it was mailed</h2>
<p class="note">What changed from one sealed issue to the next. A correction does not change it: the public page says both.</p>
${
	history.length === 0
		? html`<p>No sealed issue has recorded it yet.</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="As it was mailed"><table class="figures">
<thead><tr><th scope="col">Issue of</th><th scope="col">Verdict</th><th scope="col" class="number">% ship</th><th scope="col" class="number">Score</th><th scope="col">Entry price</th></tr></thead>
<tbody>${history.map((one) => html`<tr><td class="time">${formatDay(one.date, timeZone)}</td><td>${one.verdict ?? "not known"}</td><td class="number">${one.share ?? "–"}</td><td class="number">${one.score ?? "–"}</td><td><bdi>${one.entry_price || "–"}</bdi></td></tr>`)}</tbody>
</table></div>`
}
</section>
<section class="card report-card wide"><h2>Comparisons</h2>
${comparisons.length === 0 ? html`<p>It is in no comparison.</p>` : comparisonTable(deps, comparisons, await placesOf(deps, comparisons))}
</section>
${await historyCard(deps, "tool", tool.slug)}
</div>
${toolForm(view)}`;
}
