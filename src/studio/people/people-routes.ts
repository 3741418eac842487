import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { lastAuditEntriesOn } from "../../db/issue/audit-log.ts";
import type { ListedPerson } from "../../db/search/find-people.ts";
import { personRows } from "../../db/search/person-rows.ts";
import { Failure } from "../../errors.ts";
import { siteLinks } from "../../site-links.ts";
import { recordLook } from "../../subscriber/by-editor/acts.ts";
import { personName } from "../../subscriber/by-editor/person-entry.ts";
import { exportSubscriberData } from "../../subscriber/leaving/data-export.ts";
import { formatDay } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import {
	actRoutes,
	noSuchPerson,
	PERSON_PATH,
	personOf,
} from "./act-routes.ts";
import { addRoutes } from "./add-routes.ts";
import { changeRoutes } from "./change-routes.ts";
import { exportRoutes } from "./export-routes.ts";
import {
	type FilterParams,
	filterForm,
	filterParams,
	filterText,
	MOST_TYPED,
} from "./filter.ts";
import { type FoundPeople, findPeople } from "./find.ts";
import { importRoutes } from "./import-routes.ts";
import { alertLine, doneLine, peoplePage } from "./people-page.ts";
import { personPage } from "./person-page.ts";

/** Entries of the audit log on a person's page. */
const ENTRIES = 30;

/** What a list of people was asked for. */
interface Asked {
	q: string;
	filter: FilterParams;
	after: string;
}

/** /studio/people: subscribers by the beginning of their address or name, or by a filter; what is known of one, and what can be done. */
export function peopleRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get("/studio/people", async (c) => {
		const params = c.req.query();
		const asked: Asked = {
			q: readField(params.q).trim(),
			filter: filterParams(params),
			after: readField(params.after),
		};
		const [status, found] = await findPeople(deps, {
			...asked,
			where: filterText(asked.filter),
		}).then(
			(people) => [200, people] as const,
			(error: unknown) => {
				if (error instanceof Failure) return [400, error] as const;
				throw error;
			},
		);
		return c.html(
			peoplePage(deps, "People", listMain(deps, asked, found, params.done)),
			status,
		);
	});
	app.get(PERSON_PATH, async (c) => {
		const person = await personOf(deps, c);
		if (!person) return c.html(noSuchPerson(deps), 404);
		const entries = await lastAuditEntriesOn(
			deps.db,
			personName(person),
			ENTRIES,
		);
		await recordLook(deps, person);
		return c.html(
			peoplePage(
				deps,
				"A subscriber",
				await personPage(deps, person, {
					reference: c.req.query("issue"),
					done: c.req.query("done"),
					rows: await personRows(deps.db, person.id),
					entries,
				}),
			),
		);
	});
	// Everything that is kept of one person, as `digest subscribers data` prints it.
	app.get(`${PERSON_PATH}/data.json`, async (c) => {
		const person = await personOf(deps, c);
		if (!person) return c.html(noSuchPerson(deps), 404);
		await recordLook(deps, person);
		c.header("content-disposition", 'attachment; filename="subscriber.json"');
		return c.json(
			await exportSubscriberData(deps.db, person, deps.clock.now()),
		);
	});
	app.route("/", actRoutes(deps));
	app.route("/", changeRoutes(deps));
	app.route("/", addRoutes(deps));
	app.route("/", importRoutes(deps));
	app.route("/", exportRoutes(deps));
	return app;
}

function readField(text = ""): string {
	return text.replaceAll("\0", "").slice(0, MOST_TYPED);
}

function listMain(
	deps: StudioDeps,
	asked: Asked,
	found: FoundPeople | Failure,
	done: string | undefined,
): Markup {
	return html`<div class="title"><h1>People</h1><p class="note">Whom you look at and what you export is in the <a href="/studio/log">log</a>. Nobody’s own links are shown.</p></div>
${doneLine(done)}
<p class="actions"><a class="button" href="/studio/people/add">Add a subscriber</a><a class="button quiet" href="/studio/people/import">Import</a><a class="button quiet" href="/studio/people/suppress">Never mail an address…</a><a class="button quiet" href="/studio/people/unsuppress">Allow mail to an address…</a></p>
<div class="reports">
<form class="card report-card third words" action="/studio/people" role="search">
<h2><label for="q">The beginning of an address or a name</label></h2>
<input type="search" id="q" name="q" value="${asked.q}" maxlength="${MOST_TYPED}" autocomplete="off">
<p class="actions"><button class="button quiet">Search</button></p>
</form>
${filterForm(asked.filter)}
</div>
<section class="card report-card people">
${
	found instanceof Failure
		? html`<h2>The filter can’t be used</h2>${alertLine(found)}`
		: peopleTable(found, asked, deps.config)
}
</section>`;
}

function peopleTable(
	{ people, next, meaning, total }: FoundPeople,
	{ q, filter }: Asked,
	{ timeZone, publicUrl }: Pick<Config, "timeZone" | "publicUrl">,
): Markup {
	if (total?.isAll && total.count === 0 && meaning === null)
		return html`<h2>Nobody has signed up yet</h2>
<p>People sign up at <a href="${siteLinks(publicUrl).subscribe}">${siteLinks(publicUrl).subscribe}</a>. Or add one here, or import a list.</p>`;
	const more =
		next === null
			? null
			: `/studio/people?${new URLSearchParams({
					...(q ? { q } : filter),
					after: next,
				})}`;
	return html`<h2>${q ? html`Whose address or name begins with “<bdi>${q}</bdi>”` : (meaning ?? "Everybody")}${total === null ? "" : html` <span class="count">${totalInWords(total)}</span>`}</h2>
${
	people.length === 0
		? html`<p>${next === null ? "Nobody." : "Nobody among those that this page looked at."}</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="People"><table class="figures">
<thead><tr><th scope="col">Address</th><th scope="col">Name</th><th scope="col">State</th><th scope="col">Since</th></tr></thead>
<tbody>${people.map(
				(person) => html`<tr>
<td><a href="/studio/people/${person.id}"><bdi>${person.email}</bdi></a></td>
<td><bdi>${person.name ?? "–"}</bdi></td>
<td>${stateOf(person)}</td>
<td class="time">${formatDay(person.created_at, timeZone)}</td>
</tr>`,
			)}</tbody>
</table></div>`
}
<p class="actions">${more === null ? "" : html`<a href="${more}">Next</a>`}${q ? "" : html`<a href="/studio/people/export.csv${exportQuery(filter)}" download>Export ${meaning === null ? "everybody" : "all of them"} as CSV</a>`}</p>`;
}

/** "12", or "at least 1,204": counted among the oldest. */
function totalInWords({ count, isAll }: NonNullable<FoundPeople["total"]>) {
	return `${isAll ? "" : "at least "}${count.toLocaleString("en-GB")}`;
}

function exportQuery(filter: FilterParams): string {
	const query = new URLSearchParams(filter).toString();
	return query && `?${query}`;
}

function stateOf({ state, suppressed }: ListedPerson): string {
	return suppressed === null ? state : `${state}, suppressed: ${suppressed}`;
}
