import { Hono } from "hono";
import { html } from "hono/html";
import { browseComparisons } from "../../db/catalog/browse.ts";
import type { ComparisonRecord } from "../../db/catalog/catalog.ts";
import { MAX_ID } from "../../db/dialect.ts";
import { type Instant, instantOf } from "../../time/clock.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { comparisonTable } from "./comparison-table.ts";
import { correctRoutes } from "./correct-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { type Places, placesOf } from "./places.ts";

/** Comparisons on a page. */
const SHOWN = 50;

/** Behind every time: what is scheduled is shown too. */
const END_OF_TIME: Instant = "9999-12-31T23:59:59.999Z";

/** Words of a search, and characters: as on the site. */
const MOST_WORDS = 8;
const MOST_TYPED = 200;

/** /studio/catalog: the comparisons, those that are scheduled first, and each tool with its history. */
export function catalogRoutes(deps: StudioDeps): Hono {
	const { publication } = deps.config;
	const page = (title: string, main: Markup) =>
		studioPage({ title, menu: "catalog", publication, versions: {}, main });
	const app = new Hono();
	app.get("/studio/catalog", async (c) => {
		const q = (c.req.query("q") ?? "")
			.replaceAll("\0", "")
			.slice(0, MOST_TYPED);
		const words = q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
		const after = readAfter(c.req.query("after"));
		const found = await browseComparisons(deps.db, END_OF_TIME, SHOWN + 1, {
			...(words.length > 0 ? { words } : {}),
			...(after ? { after } : {}),
		});
		return c.html(
			page("Catalog", listPage(deps, q, found, await placesOf(deps, found))),
		);
	});
	app.route("/", importRoutes(deps));
	app.route("/", correctRoutes(deps));
	return app;
}

/** "2026-11-24T09:00:00.000Z 12"; anything else is the first page. */
function readAfter(text = ""): { published_at: Instant; id: number } | null {
	const [at = "", id = ""] = text.split(" ");
	const published = /^\d{4}-/.test(at) ? instantOf(at) : null;
	return published !== null && /^\d{1,10}$/.test(id) && Number(id) <= MAX_ID
		? { published_at: published, id: Number(id) }
		: null;
}

function listPage(
	deps: StudioDeps,
	q: string,
	found: readonly ComparisonRecord[],
	places: Places,
): Markup {
	const comparisons = found.slice(0, SHOWN);
	const last = comparisons.at(-1);
	const more =
		found.length > SHOWN && last
			? `/studio/catalog?${new URLSearchParams({ ...(q ? { q } : {}), after: `${last.published_at} ${last.id}` })}`
			: null;
	return html`<div class="title"><h1>Catalog</h1><p class="note">Comparisons, the last published first; those that are scheduled are above them. A comparison with a higher weight goes first in an issue; one below zero is held back.</p></div>
<p class="actions"><a class="button" href="/studio/import">Import comparisons</a></p>
<form class="card report-card people" action="/studio/catalog" role="search">
<h2><label for="q">Words in a tool’s name, line or category</label></h2>
<input type="search" id="q" name="q" value="${q}" maxlength="${MOST_TYPED}" autocomplete="off">
<p><button class="button quiet">Search</button></p>
</form>
<section class="card report-card people">
<h2>Comparisons</h2>
${
	comparisons.length === 0
		? html`<p>${q ? "No comparison matches." : "There is no comparison yet. Import some."}</p>`
		: comparisonTable(deps, comparisons, places)
}
${more === null ? "" : html`<p><a href="${more}">Older</a></p>`}
</section>`;
}
