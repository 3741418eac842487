import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addEditor, findEditor } from "../../src/editors/manage-editors.ts";
import { endSession, listSessions } from "../../src/editors/sessions.ts";
import { makeLink } from "../../src/editors/sign-in-link.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { systemClock } from "../../src/time/clock.ts";
import { type Listening, listen } from "../../src/web/http/listen.ts";
import { mailOf } from "../studio/pages/mail.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";

let browser: Browser;
let database: TestDatabase;
let app: TestApp;
let server: Listening;
let url: string;
const closing = new AbortController();

beforeAll(async () => {
	browser = await launchBrowser();
	database = await freshSqlite();
	// The studio must know its port before it listens on it.
	const taken = await listen(() => new Response(), {
		host: "127.0.0.1",
		port: 0,
	});
	const { port } = new URL(taken.url);
	await taken.close();
	url = `http://localhost:${port}`;
	app = await testApp(database, { STUDIO_URL: url });
	const deps = await createStudioDeps(app, closing.signal, {
		all: {},
		file: {},
	});
	server = await listen(createStudio({ ...deps, clock: systemClock }).fetch, {
		host: "127.0.0.1",
		port: Number(port),
		graceMs: 1000,
	});
	await addEditor(app, { address: "ada@example.com", name: "Ada", role: null });
});

afterAll(async () => {
	closing.abort();
	await browser.close();
	await server.close();
	await app.dispose();
	await database.db.destroy();
});

async function open(): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ baseURL: url });
	context.setDefaultTimeout(WAIT_MS);
	return { context, page: await context.newPage() };
}

/** Asks for a link in this page, and reads the letter. */
async function ask(page: Page): Promise<{ link: string; code: string }> {
	const mailbox = await app.mailbox();
	const before = mailbox?.count() ?? 0;
	await page.goto("/studio");
	await page.getByLabel("Your address").fill("ada@example.com");
	await page.getByRole("button", { name: "Mail me a link" }).click();
	await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
	await expect
		.poll(() => mailbox?.count(), { timeout: WAIT_MS })
		.toBe(before + 1);
	const raw = mailbox?.get(mailbox.list({ limit: 1 })[0]?.id ?? 0)?.raw;
	const { text } = await readMail(raw ?? Buffer.alloc(0));
	return {
		link: /http:\S+\/sign-in\/\S+/.exec(text ?? "")?.[0] ?? "",
		code: /^\d{4} \d{4}$/m.exec(text ?? "")?.[0] ?? "",
	};
}

const isIn = (page: Page) =>
	page.getByRole("navigation", { name: "Studio" }).waitFor();

test("an editor signs in by the link after a scanner opened it, and by the code where the link leads to another browser", async () => {
	const [desk, phone] = [await open(), await open()];
	const { link, code } = await ask(desk.page);
	// The scanner opens what it finds; the phone is another browser.
	await phone.page.goto(link);
	await phone.page
		.getByRole("heading", { name: "Another browser asked for this link" })
		.waitFor();
	await desk.page.getByLabel("The code").fill(code);
	await desk.page
		.getByRole("button", { name: "Sign in with the code" })
		.click();
	await isIn(desk.page);

	const second = await ask(phone.page);
	await phone.page.goto(second.link);
	await phone.page
		.getByRole("button", { name: "Sign in to the studio" })
		.click();
	await isIn(phone.page);

	// The one ends the other: its next page is the form.
	const sessions = await listSessions({ db: app.db, clock: systemClock }, null);
	expect(sessions.map(({ way }) => way)).toEqual(["link", "code"]);
	await phone.page.goto("/studio/account");
	await phone.page
		.getByRole("listitem")
		.filter({ hasText: "by code" })
		.getByRole("button", { name: /^End/ })
		.click();
	await desk.page.reload();
	await desk.page.getByLabel("Your address").waitFor();
	await phone.page.goto("/studio/account");
	await phone.page.getByRole("button", { name: "Sign out here" }).click();
	await phone.page.getByLabel("Your address").waitFor();
	await phone.context.close();
	await desk.context.close();
});

test("a passkey is added, signs in with the person proven, and signs nobody in once it is removed", async () => {
	const { context, page } = await open();
	const complaints: string[] = [];
	page.on("pageerror", (error) => complaints.push(error.message));
	const cdp = await context.newCDPSession(page);
	await cdp.send("WebAuthn.enable");
	const { authenticatorId } = await cdp.send(
		"WebAuthn.addVirtualAuthenticator",
		{
			options: {
				protocol: "ctap2",
				transport: "internal",
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		},
	);
	const { code } = await ask(page);
	await page.getByLabel("The code").fill(code);
	await page.getByRole("button", { name: "Sign in with the code" }).click();
	await isIn(page);
	await page.goto("/studio/account");
	await page.getByLabel("A name for a new one").fill("This laptop");
	await page.getByRole("button", { name: "Add a passkey" }).click();
	await page.getByText("This laptop").first().waitFor();

	const signOut = async () => {
		await page.goto("/studio/account");
		await page.getByRole("button", { name: "Sign out here" }).click();
		await page.getByLabel("Your address").waitFor();
	};
	const button = page.getByRole("button", { name: "Sign in with a passkey" });
	await signOut();
	await button.click();
	await isIn(page);
	const [{ way } = { way: "" }] = await listSessions(
		{ db: app.db, clock: systemClock },
		null,
	);
	expect(way).toBe("passkey");
	const used = await app.db
		.selectFrom("passkeys")
		.select(["counter", "used_at"])
		.executeTakeFirstOrThrow();
	expect(Number(used.counter)).toBeGreaterThan(0);
	expect(used.used_at).not.toBeNull();
	expect(
		await app.db.selectFrom("passkey_challenges").selectAll().execute(),
	).toEqual([]);

	// A copy of the passkey has an older counter.
	await app.db.updateTable("passkeys").set({ counter: 1_000 }).execute();
	await signOut();
	await button.click();
	await page.getByRole("alert").waitFor();
	expect(await page.getByRole("alert").textContent()).toContain(
		"This passkey was not accepted",
	);
	await app.db.updateTable("passkeys").set({ counter: 1 }).execute();

	// Who does not prove who they are gets no further than the browser.
	await cdp.send("WebAuthn.setUserVerified", {
		authenticatorId,
		isUserVerified: false,
	});
	await button.click();
	await page.getByText("the browser got no passkey").waitFor();
	await cdp.send("WebAuthn.setUserVerified", {
		authenticatorId,
		isUserVerified: true,
	});
	await button.click();
	await isIn(page);
	await page.goto("/studio/account");
	await page.getByRole("button", { name: "Remove This laptop" }).click();
	await page.getByText("None yet.").waitFor();
	await signOut();
	await button.click();
	await page.getByRole("alert").waitFor();
	expect(complaints).toEqual([]);
	const { id } = await findEditor(app.db, "Ada");
	for (const one of await listSessions({ db: app.db, clock: systemClock }, id))
		await endSession(app, one.id, null);
	await context.close();
});

test("a page whose session ends while it is open says so, stays as it is, and goes on after signing in in another tab", async () => {
	const { context, page } = await open();
	const complaints: string[] = [];
	page.on("pageerror", (error) => complaints.push(error.message));
	const link = async () =>
		(await makeLink({ ...app, clock: systemClock }, "Ada")).slice(url.length);
	const signIn = async (tab: Page) => {
		await tab.goto(await link());
		await tab.getByRole("heading", { name: "Sign in as Ada" }).waitFor();
		await tab.getByRole("button", { name: "Sign in to the studio" }).click();
		await isIn(tab);
	};
	await signIn(page);
	const live = page.locator("#live");
	await live.getByText("Live").waitFor();
	const { id } = await findEditor(app.db, "Ada");
	for (const one of await listSessions({ db: app.db, clock: systemClock }, id))
		await endSession(app, one.id, null);
	// A change wakes the page: it must not learn of it any more.
	(await app.mailbox())?.append(mailOf());
	await live.getByText("Signed out.").waitFor();
	expect(await page.getByRole("heading", { name: "Dashboard" }).count()).toBe(
		1,
	);
	const [tab] = await Promise.all([
		context.waitForEvent("page"),
		live.getByRole("link", { name: "Sign in in another tab" }).click(),
	]);
	await tab.getByLabel("Your address").waitFor();
	await signIn(tab);
	await live.getByText("Live").waitFor();
	expect(complaints).toEqual([]);
	await context.close();
});

test("a form of another origin changes nothing, though the browser is signed in", async () => {
	const { context, page } = await open();
	const { code } = await ask(page);
	await page.getByLabel("The code").fill(code);
	await page.getByRole("button", { name: "Sign in with the code" }).click();
	await isIn(page);
	const foreign = await listen(
		() =>
			new Response(
				`<form method="post" action="${url}/studio/account/sign-out"><button>Win a prize</button></form>`,
				{ headers: { "content-type": "text/html" } },
			),
		{ host: "127.0.0.1", port: 0, graceMs: 100 },
	);
	const other = await context.newPage();
	await other.goto(foreign.url);
	const answer = other.waitForResponse(`${url}/studio/account/sign-out`);
	await other.getByRole("button").click();
	expect((await answer).status()).toBe(403);
	await page.reload();
	await isIn(page);
	await foreign.close();
	await context.close();
});
