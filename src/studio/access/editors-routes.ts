import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { allEditors } from "../../db/studio/editors.ts";
import type { EditorRow, Role } from "../../db/studio/studio-tables.ts";
import {
	addEditor,
	changeRole,
	removeEditor,
} from "../../editors/manage-editors.ts";
import { ROLE_WORDS, ROLES } from "../../editors/role.ts";
import { endSession, listSessions } from "../../editors/sessions.ts";
import { formatDay } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { choiceOf, unreadable } from "../form-fields.ts";
import { tokenField } from "../form-token.ts";
import { formOf } from "../issue/issue-page.ts";
import { type Markup, studioPage } from "../layout.ts";
import { sessionRows } from "./account-routes.ts";
import { asRefusal } from "./asker.ts";
import { currentSession } from "./current-editor.ts";
import { alertLine } from "./sign-in-page.ts";

const URL = "/studio/editors";
const ID = ":id{[0-9]{1,10}}";

/** /studio/editors: who may sign in, as what, and where they are. For admins, and for who is at this machine. */
export function editorsRoutes(deps: StudioDeps): Hono {
	const { config, db, tokens } = deps;
	const app = new Hono();

	async function page(
		c: Context,
		alert: string | null,
		kept = new URLSearchParams(),
	) {
		const editors = await allEditors(db);
		const token = tokenField(c, tokens.formKey);
		const names = new Map(editors.map(({ id, name }) => [id, name]));
		const sessions = await listSessions(deps, null);
		const here = currentSession()?.session.id ?? null;
		return studioPage({
			title: "Editors",
			menu: "editors",
			publication: config.publication,
			versions: {},
			main: html`<div class="title"><h1>Editors</h1>${config.studioUrl === null ? html`<p class="note">The studio has no login: STUDIO_URL is not set. Whoever is at this machine may do everything. Who is named here can be named as the one who approves.</p>` : ""}</div>
${alertLine(alert)}
<div class="stack">
<section class="card"><h2>Who may sign in</h2>
${editors.length === 0 ? html`<p>Nobody yet.</p>` : html`<ul class="rows">${editors.map((one) => editorRow(one, token, config.timeZone))}</ul>`}</section>
<section class="card"><h2>Add an editor</h2><form method="post" action="${URL}" class="words">${token}
<div class="field"><label for="address">Address</label><input type="email" id="address" name="address" value="${kept.get("address") ?? ""}" maxlength="254" autocomplete="off" required></div>
<div class="field"><label for="name">Name, as the log has it</label><input type="text" id="name" name="name" value="${kept.get("name") ?? ""}" maxlength="60" autocomplete="off" required></div>
<div class="field"><label for="role">Role</label>${roleSelect("role", editors.length === 0 ? "admin" : "editor")}</div>
${config.studioUrl === null ? "" : html`<p class="note">They sign in at <b>${config.studioUrl}/studio</b> with this address. No letter tells them: send them the link yourself.</p>`}
<p><button class="button">Add the editor</button></p></form>
<dl class="facts-list">${ROLES.map((role) => html`<dt>${role}</dt><dd>${ROLE_WORDS[role]}</dd>`)}</dl></section>
<section class="card"><h2>Sessions</h2>${sessions.length === 0 ? html`<p>Nobody is signed in.</p>` : sessionRows(sessions, config.timeZone, here, token, `${URL}/sessions`, names)}</section>
</div>`,
		});
	}

	const on = (
		path: string,
		act: (form: URLSearchParams, id: number) => Promise<unknown>,
	) =>
		app.post(`${URL}${path}`, async (c) => {
			const form = await formOf(c);
			try {
				await act(form, Math.min(Number(c.req.param("id")), 2 ** 31 - 1));
				return c.redirect(URL, 303);
			} catch (error) {
				const { message, status } = asRefusal(error);
				return c.html(await page(c, message, form), status);
			}
		});

	app.get(URL, async (c) => c.html(await page(c, null)));
	on("", (form) =>
		addEditor(deps, {
			address: form.get("address") ?? "",
			name: form.get("name"),
			role: roleIn(form),
		}),
	);
	on(`/${ID}/role`, (form, id) => changeRole(deps, id, roleIn(form)));
	on(`/${ID}/remove`, (_, id) => removeEditor(deps, id));
	on(`/sessions/${ID}/end`, (_, id) => endSession(deps, id, null));
	return app;
}

/** @throws Failure `bad-choice`: nobody gets or loses a role by a form that can't be read */
function roleIn(form: URLSearchParams): Role {
	const role = choiceOf(form, "role", ROLES);
	if (role === undefined) throw unreadable("role", "", ROLES);
	return role;
}

function editorRow(
	{ id, name, address, role, created_at }: EditorRow,
	token: Markup,
	timeZone: string,
): Markup {
	return html`<li><span><b>${name}</b> <bdi>${address}</bdi><br><span class="note">since ${formatDay(created_at, timeZone)}</span></span>
<form method="post" action="${URL}/${id}/role" class="actions">${token}<label class="sr" for="role-${id}">Role of ${name}</label>${roleSelect(`role-${id}`, role)}<button class="button quiet">Change<span class="sr"> the role of ${name}</span></button></form>
<details><summary>Remove<span class="sr"> ${name}</span></summary><form method="post" action="${URL}/${id}/remove">${token}<p class="note">All sessions, links and passkeys of ${name} end at once. What they did stays in the log.</p><button class="button danger">Remove ${name}</button></form></details></li>`;
}

function roleSelect(id: string, chosen: Role): Markup {
	return html`<select id="${id}" name="role">${ROLES.map((role) => html`<option${role === chosen ? html` selected` : ""}>${role}</option>`)}</select>`;
}
