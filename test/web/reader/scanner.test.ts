import type { Browser, Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { messageFor } from "../../../src/reader/message-for.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { confirmSubscription } from "../../../src/subscriber/sign-up/confirm.ts";
import { createWeb } from "../../../src/web/http/app.ts";
import { type Listening, listen } from "../../../src/web/http/listen.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { axeFindings } from "../../support/axe.ts";
import { launchBrowser } from "../../support/browser.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { dump } from "../site.ts";

/*
 * The whole app in a real browser, with the letters and the issue as they are
 * mailed: what a mail scanner follows, and what a person does.
 */

const ORIGIN = "https://digest.example.com";

let browser: Browser;
let database: TestDatabase;
let app: TestApp;
let server: Listening;
/** Every link of a sent issue, of a confirmation and of a welcome. */
let links: string[];

beforeAll(async () => {
	browser = await launchBrowser();
	database = await freshSqlite();
	app = await testApp(database, { PROOF_OF_WORK: "true" });
	await seedComparison(app.db, "one", "2026-11-19T00:00:00.000Z");
	await seedComparison(app.db, "two", "2026-11-18T00:00:00.000Z");
	await addSubscriber(app.db, app.clock, {
		email: "ada@example.com",
		name: "Ada",
		confirmed: true,
		bookmarks: ["one-left"],
	});
	const { issue } = await draftIssue(app);
	const { html } = await messageFor(app, issue, "ada@example.com");
	const { confirmationToken = "" } = await addSubscriber(app.db, app.clock, {
		email: "eve@example.com",
		confirmed: false,
	});
	const second = await addSubscriber(app.db, app.clock, {
		email: "bob@example.com",
		confirmed: false,
	});
	await confirmSubscription(app.db, app.clock, second.confirmationToken ?? "");
	await app.signUps.run();
	const box = await app.mailbox();
	const [newest] = box?.list({ limit: 1 }) ?? [];
	const raw = box?.get(newest?.id ?? 0)?.raw ?? Buffer.alloc(0);
	const welcome = await PostalMime.parse(raw);
	links = [
		...linksOf(html),
		...linksOf(welcome.html ?? ""),
		`/confirm/${confirmationToken}`,
		`/confirm/${confirmationToken}/never`,
	];
	server = await listen(createWeb(app).fetch, { host: "127.0.0.1", port: 0 });
});

afterAll(async () => {
	await browser.close();
	await server.close();
	await app.dispose();
	await database.db.destroy();
});

function linksOf(html: string): string[] {
	const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) =>
		href.replaceAll("&amp;", "&"),
	);
	return [...new Set(found)]
		.filter((href) => href.startsWith(ORIGIN))
		.map((href) => href.slice(ORIGIN.length));
}

async function withPage<T>(look: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext({ bypassCSP: false });
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("console", (message) => errors.push(message.text()));
	page.on("pageerror", (error) => errors.push(String(error)));
	const result = await look(page);
	expect(errors.filter((one) => !/404/.test(one))).toEqual([]);
	await context.close();
	return result;
}

it("a scanner that opens every link, by HEAD, by GET and in a browser with scripts, changes nothing", async () => {
	for (const kind of ["unsubscribe", "vote", "bookmarks", "preferences"])
		expect([kind, links.some((link) => link.startsWith(`/${kind}/`))]).toEqual([
			kind,
			true,
		]);
	expect(links.filter((link) => link.endsWith("vote=control"))).toHaveLength(1);
	const before = await dump(app.db);
	for (const link of links)
		for (const method of ["HEAD", "GET"]) {
			const { status } = await fetch(server.url + link, { method });
			expect([link, status]).toEqual([
				link,
				link.startsWith("/issues/") ? 404 : 200,
			]);
		}
	await withPage(async (page) => {
		for (const link of links) {
			await page.goto(server.url + link);
			await page.waitForLoadState("networkidle");
		}
	});
	expect(await dump(app.db)).toBe(before);
});

it("axe finds no accessibility barrier on any page, in light and in dark", async () => {
	const own = links.filter((link) => !/^\/(c|tools|issues)\//.test(link));
	for (const colorScheme of ["light", "dark"] as const) {
		const context = await browser.newContext({
			colorScheme,
			bypassCSP: true,
			viewport: { width: 375, height: 800 },
		});
		const page = await context.newPage();
		for (const link of ["/subscribe", "/preferences", "/bookmarks", ...own]) {
			await page.goto(server.url + link);
			const found = await axeFindings(page);
			expect([link, found]).toEqual([link, []]);
			const width = await page.evaluate<number>(
				"document.documentElement.scrollWidth",
			);
			expect([link, width]).toEqual([link, 375]);
		}
		await context.close();
	}
});

it("a visitor's browser keeps their bookmarks and sends them with a sign-up, after its proof of work", async () => {
	await withPage(async (page) => {
		await page.goto(`${server.url}/bookmarks`);
		await page.getByText("No bookmarks yet.").waitFor();
		await page.goto(`${server.url}/tools/one-left`);
		await page.getByRole("button", { name: "Save One Left" }).click();
		await page.goto(`${server.url}/c/two`);
		await page.getByRole("button", { name: "Save two Right" }).click();
		await page.goto(`${server.url}/bookmarks`);
		await page.getByRole("link", { name: "One Left" }).waitFor();
		await page.getByRole("button", { name: "Remove One Left" }).click();
		await page.getByRole("link", { name: "One Left" }).waitFor({
			state: "detached",
		});
		await page.goto(`${server.url}/subscribe`);
		await page.getByLabel("Your email address").fill("new@example.com");
		app.clock.advance(5_000);
		await page.getByRole("button", { name: "Subscribe" }).click();
		await page.getByRole("heading", { name: "Check your mail" }).waitFor();
	});
	await app.signUps.run();
	const consent = await app.db
		.selectFrom("consents")
		.select("tools")
		.where("source", "=", "form")
		.executeTakeFirst();
	expect(consent?.tools).toBe('["two-right"]');
});

it("a visitor's browser keeps the bookmarks that it saved under the old key `shelf`", async () => {
	await withPage(async (page) => {
		await page.goto(`${server.url}/subscribe`);
		await page.evaluate(`localStorage.setItem("shelf",
			JSON.stringify([{ slug: "one-left", verdict: "ship" }]))`);
		await page.goto(`${server.url}/tools/one-left`);
		await page.getByRole("button", { name: "Save One Left" }).waitFor();
		await page.getByText("Saved").waitFor();
		expect(await page.evaluate("({ ...localStorage })")).toEqual({
			bookmarks: '[{"slug":"one-left","verdict":"ship"}]',
		});
		await page.goto(`${server.url}/bookmarks`);
		await page.getByRole("button", { name: "Remove One Left" }).click();
		await page.getByText("No bookmarks yet.").waitFor();
		await page.reload();
		await page.getByText("No bookmarks yet.").waitFor();
		expect(await page.getByRole("link", { name: "One Left" }).count()).toBe(0);
	});
});

it("a reader who asks the browser to remember them can save and vote on the site", async () => {
	// For a day, votes are quarantined from a client that opened the scanner trap.
	app.clock.advance(25 * 60 * 60_000);
	const link = (kind: string) =>
		links.find((one) => one.startsWith(`/${kind}/`)) ?? "";
	await withPage(async (page) => {
		await page.goto(`${server.url}/tools/two-left`);
		await page.getByRole("button", { name: "Save two Left" }).waitFor();
		expect(await page.getByRole("button", { name: "Ship it" }).count()).toBe(0);
		await page.goto(server.url + link("bookmarks").replace(/\?.*/, ""));
		await page.getByRole("button", { name: "Remember me" }).click();
		await page.goto(`${server.url}/tools/two-left`);
		await page.getByRole("button", { name: "Ship it" }).click();
		await page.getByText("You voted ship").waitFor();
		await page.locator("[data-bookmarks=toggle]").click();
		await page.getByText("Saved").waitFor();
	});
	const votes = await app.db
		.selectFrom("votes as v")
		.innerJoin("subscribers as s", "s.id", "v.subscriber_id")
		.select(["s.email", "v.verdict", "v.state", "v.source"])
		.execute();
	expect(votes).toEqual([
		{
			email: "ada@example.com",
			verdict: "ship",
			state: "counted",
			source: "site",
		},
	]);
	const saved = await app.db
		.selectFrom("bookmarks as b")
		.innerJoin("tools as t", "t.id", "b.tool_id")
		.innerJoin("subscribers as s", "s.id", "b.subscriber_id")
		.select("t.slug")
		.where("s.email", "=", "ada@example.com")
		.orderBy("t.slug")
		.execute();
	expect(saved.map((one) => one.slug)).toEqual(["one-left", "two-left"]);
});
