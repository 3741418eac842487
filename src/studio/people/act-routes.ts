import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { MAX_ID } from "../../db/dialect.ts";
import { personRows } from "../../db/search/person-rows.ts";
import {
	subscriberById,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Failure } from "../../errors.ts";
import { parseAddress } from "../../subscriber/address.ts";
import {
	suppressByEditor,
	unsuppressByEditor,
} from "../../subscriber/by-editor/acts.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";
import { formatDay } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { isTicked } from "../form-fields.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf } from "../issue/issue-page.ts";
import type { Markup } from "../layout.ts";
import { ACTS, actMain, perform, reasonField, reasonOf } from "./act-page.ts";
import { alertLine, peoplePage } from "./people-page.ts";

export const PERSON_PATH = "/studio/people/:id{[1-9][0-9]{0,9}}";

/** The person whom a request names; undefined: there is none, or they were erased. */
export async function personOf(
	{ db }: Pick<StudioDeps, "db">,
	c: Context,
): Promise<SubscriberRow | undefined> {
	const id = Number(c.req.param("id"));
	return id > MAX_ID ? undefined : subscriberById(db, id);
}

export function noSuchPerson(deps: Pick<StudioDeps, "config">): Markup {
	return peoplePage(
		deps,
		"No such subscriber",
		html`<section class="card blank"><h1>There is no such subscriber</h1><p>Or they were erased. <a href="/studio/people">All people</a></p></section>`,
	);
}

/** What an editor does to one person: GET says what will happen, POST does it. */
export function actRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	const { formKey } = deps.tokens;
	for (const act of ACTS) {
		const page = async (
			c: Context,
			person: SubscriberRow,
			failure: Failure | null = null,
		) =>
			peoplePage(
				deps,
				"Confirm",
				actMain({
					act,
					person,
					rows: await personRows(deps.db, person.id),
					keepsConsents: deps.config.erasedConsents === "keep",
					failure,
					token: tokenField(c, formKey),
				}),
			);
		app.get(`${PERSON_PATH}/${act}`, async (c) => {
			const person = await personOf(deps, c);
			return person
				? c.html(await page(c, person))
				: c.html(noSuchPerson(deps), 404);
		});
		app.post(`${PERSON_PATH}/${act}`, async (c) => {
			const person = await personOf(deps, c);
			if (!person) return c.html(noSuchPerson(deps), 404);
			try {
				const done = await perform(deps, act, person, await formOf(c));
				return c.redirect(
					`/studio/people${act === "erase" ? "" : `/${person.id}`}?done=${done}`,
					303,
				);
			} catch (error) {
				return c.html(await page(c, person, explained(error)), 409);
			}
		});
	}
	for (const act of ["suppress", "unsuppress"] as const) {
		const path = `/studio/people/${act}`;
		app.get(path, (c) =>
			c.html(
				peoplePage(
					deps,
					ADDRESS_TITLES[act],
					askMain(act, "", null, tokenField(c, formKey)),
				),
			),
		);
		// The address is never in a URL: it would be in the browser's history.
		app.post(path, async (c) => {
			const form = await formOf(c);
			const typed = (form.get("address") ?? "").trim();
			const token = tokenField(c, formKey);
			try {
				if (!isTicked(form, "sure"))
					return c.html(
						peoplePage(
							deps,
							"Confirm",
							sureMain(act, await known(deps, typed), form, token),
						),
					);
				if (act === "suppress") {
					await suppressByEditor(deps, typed, reasonOf(form));
					return c.redirect("/studio/people?done=suppress", 303);
				}
				const { lifted } = await unsuppressByEditor(deps, typed);
				return c.redirect(
					`/studio/people?done=${lifted ? "unsuppress" : "not-suppressed"}`,
					303,
				);
			} catch (error) {
				return c.html(
					peoplePage(
						deps,
						ADDRESS_TITLES[act],
						askMain(act, typed, explained(error), token),
					),
					400,
				);
			}
		});
	}
	return app;
}

type AddressAct = "suppress" | "unsuppress";

const ADDRESS_TITLES: Record<AddressAct, string> = {
	suppress: "Never mail an address",
	unsuppress: "Allow mail to an address again",
};

function askMain(
	act: AddressAct,
	typed: string,
	failure: Failure | null,
	token: Markup,
): Markup {
	return html`<div class="stack slim">${alertLine(failure)}<section class="card"><h1>${ADDRESS_TITLES[act]}</h1>
<form method="post" action="/studio/people/${act}" class="words">${token}
<div class="field"><label for="address">The address, a subscriber’s or not</label><input type="text" inputmode="email" id="address" name="address" value="${typed}" autocomplete="off" autocapitalize="off" spellcheck="false" required></div>
${act === "suppress" ? reasonField("operator") : ""}
<p class="actions"><button class="button">Look what would happen</button><a class="button quiet" href="/studio/people">Back</a></p></form></section></div>`;
}

/** What is known of an address. @throws Failure `bad-address` */
async function known({ db }: StudioDeps, typed: string) {
	const { email, key } = parseAddress(typed);
	return {
		email,
		person: await subscriberByKey(db, key),
		listed: await suppressionFor(db, key),
	};
}

function sureMain(
	act: AddressAct,
	{ email, person, listed }: Awaited<ReturnType<typeof known>>,
	form: URLSearchParams,
	token: Markup,
): Markup {
	const reason = reasonOf(form);
	return html`<div class="stack slim"><section class="card"><h1>${act === "suppress" ? "Never mail this address?" : "Allow mail to this address again?"}</h1>
<p><b><bdi>${email}</bdi></b>, ${person ? html`one subscriber, ${person.state}` : "no subscriber"}${listed ? `, suppressed since ${formatDay(listed.created_at)}: ${listed.reason}` : ", not suppressed"}.</p>
<form method="post" action="/studio/people/${act}" class="words">${token}
<input type="hidden" name="sure" value="yes"><input type="hidden" name="address" value="${email}"><input type="hidden" name="reason" value="${reason}">
<p>${
		act === "suppress"
			? listed
				? "Nothing would change: the first reason is kept."
				: "It holds at once, also for an issue that is being sent. No import, form or command adds the address again. It can be undone."
			: listed
				? "Only for people who asked for it, or whose mailbox works again. What came back for them counts no more. A subscriber keeps their state."
				: "Nothing would change, but that what came back counts no more."
	}</p>
<p class="actions"><button class="button">${act === "suppress" ? "Never mail it" : "Allow mail again"}</button><a class="button quiet" href="/studio/people">Back</a></p></form></section></div>`;
}
