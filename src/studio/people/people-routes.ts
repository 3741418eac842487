import { Hono } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import { MAX_ID } from "../../db/dialect.ts";
import type { ListedPerson } from "../../db/search/find-people.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { describeError, Failure } from "../../errors.ts";
import { formatDay } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { type FoundPeople, findPeople, type PeopleQuery } from "./find.ts";
import { personPage } from "./person-page.ts";

/** More than any address or filter has. */
const MOST_TYPED = 300;

/** /studio/people: subscribers by the beginning of their address or name, or by a filter; and what is known of one. */
export function peopleRoutes(deps: StudioDeps): Hono {
	const { publication } = deps.config;
	const page = (title: string, main: Markup) =>
		studioPage({ title, menu: "people", publication, versions: {}, main });
	const app = new Hono();
	app.get("/studio/people", async (c) => {
		const query = readQuery(c.req.query());
		const [status, found] = await findPeople(deps, query).then(
			(people) => [200, people] as const,
			(error: unknown) => {
				if (error instanceof Failure) return [400, error] as const;
				throw error;
			},
		);
		return c.html(page("People", listPage(deps, query, found)), status);
	});
	app.get("/studio/people/:id{\\d{1,10}}", async (c) => {
		const id = Number(c.req.param("id"));
		const subscriber =
			id > MAX_ID ? undefined : await subscriberById(deps.db, id);
		if (!subscriber)
			throw new HTTPException(404, {
				res: new Response(
					"There is no such subscriber, or they were erased.\n",
					{ status: 404 },
				),
			});
		deps.log.info(
			{ subscriber: id },
			"an editor looked at a subscriber in the studio",
		);
		return c.html(
			page(
				"A subscriber",
				await personPage(deps, subscriber, c.req.query("issue")),
			),
		);
	});
	return app;
}

function readQuery(params: Record<string, string>): PeopleQuery {
	const read = (name: string) =>
		(params[name] ?? "").replaceAll("\0", "").slice(0, MOST_TYPED);
	return { q: read("q").trim(), where: read("where"), after: read("after") };
}

function listPage(
	deps: StudioDeps,
	query: PeopleQuery,
	found: FoundPeople | Failure,
): Markup {
	return html`<div class="title"><h1>People</h1><p class="note">Whom you look at is written to the program’s log. Nobody’s own links are shown.</p></div>
<div class="reports">
<form class="card report-card" action="/studio/people" role="search">
<h2><label for="q">The beginning of an address or a name</label></h2>
<input type="search" id="q" name="q" value="${query.q}" maxlength="${MOST_TYPED}" autocomplete="off">
<p><button class="button">Search</button></p>
</form>
<form class="card report-card" action="/studio/people">
<h2><label for="where">A filter</label></h2>
<input type="search" id="where" name="where" value="${query.where}" maxlength="${MOST_TYPED}" autocomplete="off" aria-describedby="where-about">
<p class="note" id="where-about">Such as <code>state=active lens=skeptic accepted older 90d</code> or <code>bounces&gt;=2</code>: what “digest subscribers list --where” takes.</p>
<p><button class="button">Show</button></p>
</form>
</div>
<section class="card report-card people">
${
	found instanceof Failure
		? html`<h2>The filter can’t be used</h2><p role="alert">${describeError(found)}</p>`
		: peopleTable(found, query, deps.config.timeZone)
}
</section>`;
}

function peopleTable(
	{ people, next, meaning }: FoundPeople,
	query: PeopleQuery,
	timeZone: string,
): Markup {
	const more =
		next === null
			? null
			: `/studio/people?${new URLSearchParams({
					...(query.q ? { q: query.q } : {}),
					...(query.where ? { where: query.where } : {}),
					after: next,
				})}`;
	return html`<h2>${query.q ? html`Whose address or name begins with “<bdi>${query.q}</bdi>”` : (meaning ?? "Everybody")}</h2>
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
<td>${formatDay(person.created_at, timeZone)}</td>
</tr>`,
			)}</tbody>
</table></div>`
}
${more === null ? "" : html`<p><a href="${more}">Next</a></p>`}`;
}

function stateOf({ state, suppressed }: ListedPerson): string {
	return suppressed === null ? state : `${state}, suppressed: ${suppressed}`;
}
