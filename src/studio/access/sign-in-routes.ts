import { type Context, Hono } from "hono";
import { allEditors } from "../../db/studio/editors.ts";
import { offeredLink } from "../../editors/offered-link.ts";
import {
	signInByPasskey,
	signInOptions,
} from "../../editors/passkey-sign-in.ts";
import { hashOf } from "../../editors/secrets.ts";
import { endSession, type NewSession } from "../../editors/sessions.ts";
import {
	type Asker,
	createLinkMailer,
	signInByCode,
	signInByLink,
} from "../../editors/sign-in-link.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { formOf } from "../issue/issue-page.ts";
import { askerReader, asRefusal } from "./asker.ts";
import { keepKnownEditor, keepSession, knownBrowser } from "./cookies.ts";
import {
	linkMain,
	otherBrowserMain,
	overMain,
	signInDocument,
	signInMain,
} from "./sign-in-page.ts";
import { sessionOfRequest } from "./signed-in.ts";

const LINK = "/studio/sign-in/:token{[\\w-]{43}}";

/** /studio/sign-in: by a link in a mail, by its code, by a passkey. Without STUDIO_URL there is nothing to sign in to. */
export function signInRoutes(deps: StudioDeps): Hono {
	const { config, tokens } = deps;
	const mailer = createLinkMailer(deps);
	const asker = askerReader(deps);
	const document = (
		title: string,
		main: Parameters<typeof signInDocument>[2],
	) => signInDocument(config.publication, title, main);

	const page = async (c: Context, alert: string | null, address = "") =>
		document(
			"Sign in",
			signInMain({
				token: tokenField(c, tokens.formKey),
				alert,
				address,
				asked:
					c.req.query("asked") !== undefined || c.req.path.endsWith("/code"),
				hasEditors: (await allEditors(deps.db)).length > 0,
			}),
		);

	/** Signs in, and says why where that is refused. */
	const on = (
		path: string,
		signIn: (
			c: Context,
			form: URLSearchParams,
			who: Asker,
		) => Promise<NewSession>,
	) =>
		app.post(path, async (c) => {
			try {
				const { token, editor } = await signIn(c, await formOf(c), asker(c));
				const before = sessionOfRequest(c);
				if (before)
					await endSession(deps, before.session.id, null).catch(asRefusal);
				keepSession(c, token);
				keepKnownEditor(c, tokens.formKey, editor.address_key);
				return c.redirect("/studio", 303);
			} catch (error) {
				const { message, status } = asRefusal(error);
				return c.html(
					path === LINK
						? document("Sign in", overMain(message))
						: await page(c, message),
					status,
				);
			}
		});

	const app = new Hono();
	if (config.studioUrl === null) {
		app.get("/studio/sign-in", (c) => c.redirect("/studio"));
		return app;
	}
	app.get("/studio/sign-in", async (c) =>
		sessionOfRequest(c) ? c.redirect("/studio") : c.html(await page(c, null)),
	);
	app.post("/studio/sign-in", async (c) => {
		const address = (await formOf(c)).get("address") ?? "";
		try {
			await mailer.ask(address, asker(c));
			return c.redirect("/studio/sign-in?asked", 303);
		} catch (error) {
			const { message, status } = asRefusal(error);
			return c.html(await page(c, message, address), status);
		}
	});
	app.get(LINK, async (c) => {
		const link = await offeredLink(deps, c.req.param("token"));
		const browser = knownBrowser(c);
		if (!link)
			return c.html(
				document(
					"Sign in",
					overMain(
						"This link does not work any more. A link works once, for ten minutes.",
					),
				),
				403,
			);
		if (
			link.browserHash !== null &&
			(browser === null || hashOf(browser) !== link.browserHash)
		)
			return c.html(document("Sign in", otherBrowserMain()), 403);
		return c.html(
			document(
				"Sign in",
				linkMain(c.req.path, link.name, tokenField(c, tokens.formKey)),
			),
		);
	});
	on(LINK, (c, _, who) => signInByLink(deps, c.req.param("token") ?? "", who));
	on("/studio/sign-in/code", (_, form, who) =>
		signInByCode(deps, form.get("code") ?? "", who),
	);
	on("/studio/sign-in/passkey", (_, form, who) =>
		signInByPasskey(deps, form.get("answer") ?? "", who),
	);
	app.post("/studio/sign-in/passkey/options", async (c) => {
		try {
			return c.json(await signInOptions(deps, asker(c)));
		} catch (error) {
			const { message, status } = asRefusal(error);
			return c.text(message, status);
		}
	});
	return app;
}
