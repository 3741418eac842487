import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { passkeysOf } from "../../db/studio/passkeys.ts";
import type { OpenSession } from "../../db/studio/sessions.ts";
import type { PasskeyRow, SessionRow } from "../../db/studio/studio-tables.ts";
import { browserName } from "../../editors/browser-name.ts";
import {
	addPasskey,
	newPasskeyOptions,
	removePasskey,
} from "../../editors/passkeys.ts";
import { ROLE_WORDS } from "../../editors/role.ts";
import { endSession, listSessions } from "../../editors/sessions.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { formOf } from "../issue/issue-page.ts";
import { type Markup, studioPage } from "../layout.ts";
import { asRefusal } from "./asker.ts";
import { browserHash, forgetSession } from "./cookies.ts";
import { alertLine } from "./sign-in-page.ts";
import { sessionOfRequest } from "./signed-in.ts";

const URL = "/studio/account";
const ID = ":id{[0-9]{1,10}}";

/** /studio/account: an editor's own sessions and passkeys. */
export function accountRoutes(deps: StudioDeps): Hono {
	const { config, db, tokens } = deps;
	const app = new Hono();
	if (config.studioUrl === null) return app;

	async function page(c: Context, own: OpenSession, alert: string | null) {
		return studioPage({
			title: own.editor.name,
			menu: "account",
			publication: config.publication,
			versions: {},
			main: accountMain({
				own,
				alert,
				sessions: await listSessions(deps, own.editor.id),
				passkeys: await passkeysOf(db, own.editor.id),
				token: tokenField(c, tokens.formKey),
				timeZone: config.timeZone,
			}),
		});
	}

	const on = (
		path: string,
		act: (c: Context, own: OpenSession) => Promise<unknown>,
		then = URL,
	) =>
		app.post(`${URL}${path}`, async (c) => {
			const own = signedIn(c);
			try {
				await act(c, own);
				return c.redirect(then, 303);
			} catch (error) {
				const { message, status } = asRefusal(error);
				return c.html(await page(c, own, message), status);
			}
		});

	app.get(URL, async (c) => c.html(await page(c, signedIn(c), null)));
	on(
		"/sign-out",
		async (c, { session, editor }) => {
			await endSession(deps, session.id, editor.id);
			forgetSession(c);
		},
		"/studio/sign-in",
	);
	on(`/sessions/${ID}/end`, (c, { editor }) =>
		endSession(deps, idIn(c), editor.id),
	);
	app.post(`${URL}/passkeys/options`, async (c) =>
		c.json(await newPasskeyOptions(deps, signedIn(c).editor, browserHash(c))),
	);
	on("/passkeys", async (c, { editor }) => {
		const form = await formOf(c);
		const [answer, name] = [form.get("answer") ?? "", form.get("name") ?? ""];
		await addPasskey(deps, editor, browserHash(c), answer, name);
	});
	on(`/passkeys/${ID}/remove`, (c, { editor }) =>
		removePasskey(deps, editor, idIn(c)),
	);
	return app;
}

/** The guard lets nobody else come here. */
function signedIn(c: Context): OpenSession {
	const own = sessionOfRequest(c);
	if (own === null) throw new Error("a page of an editor without a session");
	return own;
}

function idIn(c: Context): number {
	return Math.min(Number(c.req.param("id")), 2 ** 31 - 1);
}

function accountMain(view: {
	own: OpenSession;
	alert: string | null;
	sessions: readonly SessionRow[];
	passkeys: readonly PasskeyRow[];
	token: Markup;
	timeZone: string;
}): Markup {
	const { own, alert, sessions, passkeys, token, timeZone } = view;
	const { editor } = own;
	return html`<div class="title"><h1>${editor.name}</h1><span class="state">${editor.role}</span></div>
${alertLine(alert)}
<div class="stack">
<section class="card"><h2>You</h2><p><bdi>${editor.address}</bdi>. Your role: ${ROLE_WORDS[editor.role]}.</p>
<form method="post" action="${URL}/sign-out" class="actions">${token}<button class="button quiet">Sign out here</button></form></section>
<section class="card"><h2>Passkeys</h2>
${
	passkeys.length === 0
		? html`<p>None yet. With a passkey you sign in without a letter.</p>`
		: html`<ul class="rows">${passkeys.map(
				(
					one,
				) => html`<li><span><b>${one.name}</b><br><span class="note">added ${formatTime(one.created_at, timeZone)}, ${one.used_at === null ? "never used" : `last used ${formatTime(one.used_at, timeZone)}`}</span></span>
<form method="post" action="${URL}/passkeys/${one.id}/remove">${token}<button class="button quiet">Remove<span class="sr"> ${one.name}</span></button></form></li>`,
			)}</ul>`
}
<form method="post" action="${URL}/passkeys" class="words" data-passkey="create" data-options="${URL}/passkeys/options" hidden>${token}<input type="hidden" name="answer">
<div class="field"><label for="name">A name for a new one</label><input type="text" id="name" name="name" maxlength="60" autocomplete="off" placeholder="This laptop"></div>
<p class="actions"><button class="button quiet">Add a passkey</button> <span role="status"></span></p></form>
<noscript><p class="note">To add one, allow JavaScript for this page.</p></noscript>
<script src="/studio/passkey.js" type="module"></script>
</section>
<section class="card"><h2>Where you are signed in</h2>${sessionRows(sessions, timeZone, own.session.id, token, `${URL}/sessions`)}</section>
</div>`;
}

/** Sessions with a button that ends each. @param whose the editors' names by their ids; absent: they are all of one */
export function sessionRows(
	sessions: readonly SessionRow[],
	timeZone: string,
	here: number | null,
	token: Markup,
	action: string,
	whose?: ReadonlyMap<number, string>,
): Markup {
	return html`<ul class="rows">${sessions.map((one) => {
		const name = whose?.get(one.editor_id);
		return html`<li><span>${name === undefined ? "" : html`<b>${name}</b>: `}<bdi>${browserName(one.browser)}</bdi>${one.id === here ? html` <span class="state">this one</span>` : ""}<br><span class="note">by ${one.way} ${formatTime(one.created_at, timeZone)}, last seen ${formatTime(one.seen_at, timeZone)}</span></span>
<form method="post" action="${action}/${one.id}/end">${token}<button class="button quiet">End<span class="sr"> the session of ${name ?? "yours"}, ${browserName(one.browser)}</span></button></form></li>`;
	})}</ul>`;
}
