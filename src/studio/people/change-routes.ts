import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Failure } from "../../errors.ts";
import {
	LANGUAGE_NAMES,
	LANGUAGE_TAGS,
} from "../../issue/words/language/tags.ts";
import {
	type Changeable,
	changeable,
	changeByEditor,
	typedChanges,
} from "../../subscriber/by-editor/change.ts";
import { PAUSE_WEEKS } from "../../subscriber/choices.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";
import { formatDay } from "../../time/format-time.ts";
import {
	editedFacts,
	type FactsView,
	factField,
	factsHead,
	oneLine,
	readFacts,
	type SentFacts,
} from "../catalog/correct-form.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf } from "../issue/issue-page.ts";
import type { Markup } from "../layout.ts";
import { noSuchPerson, PERSON_PATH, personOf } from "./act-routes.ts";
import { alertLine, peoplePage } from "./people-page.ts";

/** /studio/people/ID/change: the name and the choices of somebody who is here. */
export function changeRoutes(deps: StudioDeps): Hono {
	const { db, clock, config, tokens } = deps;
	const page = async (
		c: Context,
		person: SubscriberRow,
		sent: SentFacts | null = null,
		failure: Failure | null = null,
	) =>
		peoplePage(
			deps,
			"Change a subscriber",
			changeMain(
				person,
				{
					action: `/studio/people/${person.id}/change`,
					current: changeable(person, clock.now()),
					sent,
					failure,
					token: tokenField(c, tokens.formKey),
				},
				config.timeZone,
				person.suppressed !== null ||
					(await suppressionFor(db, person.email_key)) !== undefined,
			),
		);
	const app = new Hono();
	app.get(`${PERSON_PATH}/change`, async (c) => {
		const person = await personOf(deps, c);
		return person
			? c.html(await page(c, person))
			: c.html(noSuchPerson(deps), 404);
	});
	app.post(`${PERSON_PATH}/change`, async (c) => {
		const person = await personOf(deps, c);
		if (!person) return c.html(noSuchPerson(deps), 404);
		const sent = readFacts(await formOf(c));
		try {
			const done = await changeByEditor(
				deps,
				person.email,
				typedChanges(editedFacts(sent), clock.now()),
				{ version: sent.version },
			);
			const word = done && done.changes.length > 0 ? "changed" : "same";
			return c.redirect(`/studio/people/${person.id}?done=${word}`, 303);
		} catch (error) {
			const failure = explained(error);
			const now = await personOf(deps, c);
			return now
				? c.html(
						await page(c, now, sent, failure),
						failure.code === "stale-edit" ? 409 : 422,
					)
				: c.html(noSuchPerson(deps), 404);
		}
	});
	return app;
}

function changeMain(
	person: SubscriberRow,
	view: FactsView,
	timeZone: string,
	isSuppressed: boolean,
): Markup {
	const here = `/studio/people/${person.id}`;
	const back = html`<a class="button quiet" href="${here}">Back</a>`;
	if (isSuppressed || person.state === "unsubscribed")
		return html`<div class="stack slim">${alertLine(view.failure)}<section class="card"><h1>Change <bdi>${person.email}</bdi></h1>
<p>${isSuppressed ? "This address must not be mailed" : "They unsubscribed"}, so nothing of theirs can be changed.</p><p class="actions">${back}</p></section></div>`;
	const { language } = LABELS;
	return html`<div class="stack slim"><form method="post" action="${view.action}" class="card words">
<h1>Change <bdi>${person.email}</bdi></h1>
${factsHead(view)}
${factField(view, "name", oneLine, LABELS.name)}
${factField(view, "format", choice(FORMATS), LABELS.format)}
${factField(view, "lens", choice(LENSES), LABELS.lens)}
${factField(view, "language", choice(LANGUAGES), language)}
${factField(view, "categories", oneLine, LABELS.categories)}
${factField(view, "timeZone", oneLine, LABELS.timeZone)}
${factField(view, "pause", choice(pauses(view, timeZone)), LABELS.pause)}
<p class="note">They get no mail about it. A pause holds at once, also for an issue that is being sent. The log says who changed what, but not the name, the categories and the time zone themselves.</p>
<p class="actions"><button class="button">Save</button>${back}</p></form></div>`;
}

const LABELS: Record<Changeable, string> = {
	name: "Name, for the greeting",
	format: "Format",
	lens: "Whose view they read first",
	language: "Language",
	categories: "Categories, with semicolons between. Empty: all",
	timeZone: "Time zone, such as Europe/Berlin. Empty: the publication’s",
	pause: "Pause",
};

type Choices = readonly (readonly [value: string, label: string])[];

const FORMATS: Choices = [
	["full", "Full"],
	["brief", "Brief"],
];

const LENSES: Choices = [
	["panel", "The whole panel"],
	...REVIEWERS.map((one) => [one, one] as const),
];

const LANGUAGES: Choices = [
	["", "The publication’s first"],
	...LANGUAGE_TAGS.map((tag) => [tag, LANGUAGE_NAMES[tag]] as const),
];

/** The pause that they have is one of them. */
function pauses({ current }: FactsView, timeZone: string): Choices {
	const until = current.fields.get("pause") ?? "";
	return [
		["", "None"],
		...(until === ""
			? []
			: [[until, `Until ${formatDay(until, timeZone)}`] as const]),
		...PAUSE_WEEKS.map(
			(weeks) => [String(weeks), `${weeks} weeks from now`] as const,
		),
	];
}

const choice = (choices: Choices) => (name: string, value: string) =>
	html`<select id="${name}" name="${name}">${choices.map(([one, label]) => html`<option value="${one}"${one === value ? html` selected` : ""}>${label}</option>`)}</select>`;
