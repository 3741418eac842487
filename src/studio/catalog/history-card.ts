import { html } from "hono/html";
import { fieldLabel } from "../../catalog/fact-fields.ts";
import { catalogChangesOf } from "../../db/catalog/catalog-changes.ts";
import type { CatalogChangeRow } from "../../db/catalog-tables.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";

/** Changes on a page. */
const MOST = 200;

/** Who changed which fact of a tool or a comparison, when, from what to what. */
export async function historyCard(
	{ db, config }: Pick<StudioDeps, "db" | "config">,
	what: CatalogChangeRow["what"],
	slug: string,
): Promise<Markup> {
	const changes = await catalogChangesOf(db, what, slug, MOST + 1);
	return html`<section class="card report-card wide"><h2>Changes</h2>
<p class="note">Every correction and every import that changed a fact, the last first.</p>
${
	changes.length === 0
		? html`<p>Nothing has changed since it was imported.</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="Changes"><table class="figures">
<thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Fact</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${changes.slice(0, MOST).map(
				(one) => html`<tr>
<td class="time">${formatTime(one.at, config.timeZone)}</td>
<td><bdi>${actorInWords(one.who)}</bdi>, ${one.action === "correct" ? "correction" : "import"}</td>
<td>${fieldLabel(one.field)}</td>
<td>${value(one.before)}</td>
<td>${value(one.after)}</td>
</tr>`,
			)}</tbody>
</table></div>`
}
${changes.length > MOST ? html`<p class="note">Older ones are left out here.</p>` : ""}
</section>`;
}

/** Whole, folded up where it is long. */
function value(text: string): Markup {
	const signs = [...text];
	return signs.length <= 80
		? html`<bdi>${text || "nothing"}</bdi>`
		: html`<details><summary><bdi>${signs.slice(0, 60).join("").trimEnd()}…</bdi></summary><p class="said"><bdi>${text}</bdi></p></details>`;
}
