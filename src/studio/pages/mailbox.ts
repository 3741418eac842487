import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { readForeignMail } from "../../mail/read-foreign-mail.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { readColorScheme } from "../preview/color-scheme.ts";
import { sourcePanel } from "../preview/message-panel.ts";
import { type Pictures, sandboxFrame } from "../sandbox-frame.ts";
import { currentVersions } from "../versions.ts";
import { mailboxList } from "./mailbox-list.ts";
import { MAIL_VIEWS, mailboxMail } from "./mailbox-mail.ts";

const PAGE_SIZE = 50;

/** /mailbox: the messages in the built-in mailbox. */
export function mailboxRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	const { timeZone } = deps.config;
	const page = (title: string, main: Markup, mail = "") =>
		studioPage({
			title,
			menu: "mailbox",
			publication: deps.config.publication,
			versions: { mail },
			main,
		});

	app.get("/mailbox", async (c) => {
		if (!deps.mailbox) return c.html(page("Mailbox", notInUse()), 404);
		const { mail } = await currentVersions(deps);
		const search = (c.req.query("q") ?? "").trim().slice(0, 200);
		const before = wholeNumber(c.req.query("before"));
		const found = deps.mailbox.list({
			limit: PAGE_SIZE + 1,
			...(before === null ? {} : { before }),
			...(search ? { search } : {}),
		});
		const mails = found.slice(0, PAGE_SIZE);
		const main = mailboxList({
			search,
			count: deps.mailbox.count(search),
			mails,
			older: found.length > PAGE_SIZE ? (mails.at(-1)?.id ?? null) : null,
			newest: before === null,
			timeZone,
		});
		return c.html(page("Mailbox", main, mail));
	});

	app.get("/mailbox/:id", async (c) => {
		const found = lookUp(c, deps);
		if (!found) return c.html(page("Mailbox", noSuchMail()), 404);
		const mail = await readForeignMail(found.raw);
		if (!mail) return c.html(page("Mail", unreadable(found.raw)));
		const main = mailboxMail({
			...found,
			mail,
			view: MAIL_VIEWS.find((view) => view === c.req.query("view")) ?? "html",
			scheme: readColorScheme(c.req.query("look")),
			pictures: readPictures(c),
			timeZone,
		});
		return c.html(page(mail.subject || "Mail", main));
	});

	app.get("/mailbox/:id/frame", async (c) => {
		const found = lookUp(c, deps);
		const body = found && (await readForeignMail(found.raw))?.html;
		if (!body) return c.notFound();
		return sandboxFrame(
			body,
			readColorScheme(c.req.query("look")),
			readPictures(c),
		);
	});

	app.get("/mailbox/:id/mail.eml", (c) => {
		const found = lookUp(c, deps);
		if (!found) return c.notFound();
		return c.body(new Uint8Array(found.raw), 200, {
			"content-type": "message/rfc822",
			"content-disposition": `attachment; filename="mail-${found.summary.id}.eml"`,
		});
	});
	return app;
}

function readPictures(c: Context): Pictures {
	return c.req.query("pictures") === "remote" ? "remote" : "none";
}

function unreadable(raw: Buffer): Markup {
	return html`<div class="title"><h1>A mail that can’t be taken apart</h1></div>
<p>It has too many parts or lines, its parts are nested too deeply, or they are not what its headers say. This is its source.</p>
${sourcePanel(raw)}`;
}

function lookUp(c: Context, { mailbox }: StudioDeps) {
	const id = wholeNumber(c.req.param("id"));
	return id === null ? null : (mailbox?.get(id) ?? null);
}

function wholeNumber(text: string | undefined): number | null {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function notInUse(): Markup {
	return html`<div class="title"><h1>Mailbox</h1></div>
<section class="card blank"><h2>The built-in mailbox is not in use</h2>
<p>SMTP_URL is set, so mail goes to that server and none is kept here. While SMTP_URL is not set, mail stays on this machine and is shown on this page.</p></section>`;
}

function noSuchMail(): Markup {
	return html`<section class="card blank"><h1>There is no such message</h1>
<p>The mailbox may have been emptied. <a href="/mailbox">Open the mailbox</a></p></section>`;
}
