import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from "vitest";
import { createStudio } from "../../src/studio/app.ts";
import { type Listening, listen } from "../../src/web/listen.ts";
import { mailOf } from "../studio/mail.ts";
import { openWorld, type World } from "../studio/world.ts";
import { launchBrowser } from "../support/browser.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";

let browser: Browser;
let database: TestDatabase;
let world: World;
let server: Listening;
let context: BrowserContext;
let page: Page;
/** Everything that the pages of a test asked for. */
let requested: string[];
/** What the browser complained of: scripts that failed, rules that were broken. */
let complaints: string[];

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database.db);
	server = await listen(createStudio(world.deps).fetch, {
		host: "127.0.0.1",
		port: 0,
		graceMs: 1000,
	});
	context = await browser.newContext({
		baseURL: server.url,
		viewport: { width: 1280, height: 800 },
	});
	requested = [];
	complaints = [];
	context.on("request", (request) => requested.push(request.url()));
	// Not one of these has left the browser: the page's own policy held it back.
	context.on("requestfailed", (request) => {
		if (request.failure()?.errorText === "csp")
			requested = requested.filter((url) => url !== request.url());
	});
	context.on("console", (message) => {
		if (message.type() === "error") complaints.push(message.text());
	});
	context.setDefaultTimeout(10_000);
	page = await context.newPage();
	page.on("pageerror", (error) => complaints.push(error.message));
});

afterEach(async () => {
	await context.close();
	await world.close();
	await server.close();
	await database.db.destroy();
});

const mail = () => page.frameLocator("#panel iframe:not(.arriving)");
const chosen = () => new URL(page.url()).searchParams;

test("choosing a reader shows their copy, and the URL holds the choice", async () => {
	const ada = await world.subscribe("ada@example.com", "Ada Lovelace", [
		"quillmark",
	]);
	await world.subscribe("grace@example.com", "Grace Hopper", []);
	await page.goto("/studio/preview");
	await page.getByLabel("Reader", { exact: true }).selectOption(String(ada));
	await mail().getByText("Hello, Ada Lovelace!").waitFor();
	await mail().getByText("quillmark", { exact: true }).waitFor();
	expect(chosen().get("reader")).toBe(String(ada));

	await page.reload();
	await mail().getByText("Hello, Ada Lovelace!").waitFor();
	await page.goBack();
	await mail().getByText("Hello, Ada Lovelace!").waitFor({ state: "detached" });
	expect(chosen().has("reader")).toBe(false);
	expect(complaints).toEqual([]);
});

test("typing narrows the readers down without losing what is typed", async () => {
	await world.subscribe("ada@example.com", "Ada Lovelace", []);
	await world.subscribe("grace@example.com", "Grace Hopper", []);
	await page.goto("/studio/preview");
	const search = page.getByLabel("Search readers");
	await search.pressSequentially("hopper");
	await page
		.getByRole("option", { name: /Ada/ })
		.waitFor({ state: "detached" });
	expect(await page.getByRole("option").allTextContents()).toEqual([
		"Someone new, no bookmarks",
		"Grace Hopper, 0 bookmarks · grace@example.com",
	]);
	expect(await search.inputValue()).toBe("hopper");
	expect(await page.locator("#q:focus").count()).toBe(1);
	await page.getByLabel("Reader", { exact: true }).selectOption({ index: 1 });
	await mail().getByText("Hello, Grace Hopper!").waitFor();
	expect(chosen().get("q")).toBe("hopper");
});

test("the tabs switch between the views, with the keyboard too", async () => {
	const ada = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
	await page.goto(`/studio/preview?reader=${ada}`);
	await mail().getByText("Hello, Ada!").waitFor();
	const width = async () =>
		(await page.locator("#panel iframe").boundingBox())?.width;
	expect(await width()).toBe(640);

	await page.getByRole("link", { name: "Phone 375" }).click();
	await page.locator("#panel.phone").waitFor();
	expect(await width()).toBe(375);
	await mail().getByText("Hello, Ada!").waitFor();

	await page.getByRole("link", { name: "Text", exact: true }).click();
	await page.locator("pre.text", { hasText: "- quillmark" }).waitFor();

	await page.getByRole("link", { name: "Headers" }).focus();
	await page.keyboard.press("Enter");
	await page
		.getByRole("rowheader", { name: "List-Unsubscribe-Post" })
		.waitFor();

	await page.getByRole("link", { name: "Source" }).click();
	await page.locator("pre.source", { hasText: "quoted-printable" }).waitFor();
	expect(chosen().get("reader")).toBe(String(ada));
	expect(complaints).toEqual([]);
});

test.each(["light", "dark"] as const)(
	"on a %s desktop the mail is shown light, then dark",
	async (colorScheme) => {
		await page.emulateMedia({ colorScheme });
		await page.goto("/studio/preview");
		const colour = () =>
			mail().locator("body").evaluate("getComputedStyle(document.body).color");
		expect(await colour()).toBe("rgb(0, 0, 1)");
		await page.getByRole("link", { name: "Dark", exact: true }).click();
		await page.locator("#panel.dark").waitFor();
		expect(await colour()).toBe("rgb(250, 250, 251)");
	},
);

test("a changed template is shown without a click, and the page stays where it is", async () => {
	await page.setViewportSize({ width: 1280, height: 500 });
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	await page.evaluate("scrollTo(0, 150)");
	await world.edit((template) =>
		template.replace("</h1>", "</h1><p>A new sentence.</p>"),
	);
	await mail().getByText("A new sentence.").waitFor();
	expect(await page.locator("#panel iframe").count()).toBe(1);
	expect(await page.evaluate("scrollY")).toBe(150);
	expect(complaints).toEqual([]);
});

test("a changed issue is shown without a click, in the frame and around it", async () => {
	await page.goto("/studio/preview");
	const { coming } = world;
	if (!coming.content) throw new Error("nothing is coming");
	world.coming = {
		...coming,
		content: { ...coming.content, subject: "Skip both" },
	};
	await page.locator("#inbox", { hasText: "Skip both" }).waitFor();
	await mail().getByText("Skip both").waitFor();
});

test("a broken template shows file and line, and heals by itself", async () => {
	await page.goto("/studio/preview");
	await mail().getByRole("heading").waitFor();
	await world.edit((template) => template.replace("<ul>", "<ul>@broken"));
	await page.getByText("weekly.html:7").waitFor();
	const marked = page.locator(".code [aria-current]");
	expect(await marked.textContent()).toContain("<ul>@broken");
	expect(await page.locator("iframe").count()).toBe(0);
	await world.edit((template) => template.replace("@broken", ""));
	await mail().getByRole("heading").waitFor();
	expect(await page.locator(".broken").count()).toBe(0);
});

test("after the server was away, the page catches up", async () => {
	await page.goto("/studio/preview");
	await page.getByRole("status").getByText("Live").waitFor();
	const port = Number(new URL(server.url).port);
	await server.close();
	await page.getByRole("status").getByText("Reconnecting").waitFor();
	await world.edit((template) =>
		template.replace("</h1>", "</h1><p>Back.</p>"),
	);
	server = await listen(createStudio(world.deps).fetch, {
		host: "127.0.0.1",
		port,
		graceMs: 1000,
	});
	await mail().getByText("Back.").waitFor();
});

test("mail appears in the open mailbox, and can be opened and downloaded", async () => {
	await page.goto("/mailbox");
	await page.getByText("No mail yet").waitFor();
	const sent = mailOf({
		subject: "Ship Quillmark",
		html: "<h1>Hello from the mail</h1>",
	});
	world.mailbox.append(sent);
	await page.getByText("Ship Quillmark").click();
	await mail().getByText("Hello from the mail").waitFor();
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByText("Download .eml").click(),
	]);
	expect(download.suggestedFilename()).toBe("mail-1.eml");
	expect(await readFile(await download.path())).toEqual(sent.raw);
	await page.getByRole("link", { name: "Text", exact: true }).click();
	await page.locator("pre.text", { hasText: "Hello" }).waitFor();
});

test("searching the mailbox narrows the list as one types", async () => {
	world.mailbox.append(mailOf({ recipient: "ada@example.com" }));
	world.mailbox.append(mailOf({ recipient: "grace@example.com" }));
	await page.goto("/mailbox");
	await page.getByLabel("Search by recipient or subject").fill("GRACE");
	await page.getByText("ada@example.com").waitFor({ state: "detached" });
	await page.getByText("1 message found").waitFor();
	expect(chosen().get("q")).toBe("GRACE");
});

/** Whatever a mail can try, towards the studio and towards \`elsewhere\`. */
const hostile = (elsewhere: string) => `<html><head>
<meta http-equiv="refresh" content="0;url=/studio?refreshed">
<base href="${elsewhere}/">
<link rel="stylesheet" href="${elsewhere}/a.css">
<style>@import url(${elsewhere}/b.css); body { background: url(${elsewhere}/c.png) }</style>
</head><body onload="parent.hit = 1">
<script>parent.hit = 1; top.location = "/studio?ran"; fetch("/mailbox")</script>
<script src="/studio/studio.js"></script>
<iframe src="/mailbox"></iframe><object data="/mailbox"></object><embed src="/mailbox">
<img src="${elsewhere}/d.png" onerror="parent.hit = 1">
<video src="${elsewhere}/e.mp4"></video>
<form action="/studio?sent"><button>Press</button></form>
<a id="top" href="/studio?top" target="_top">Top</a>
<a id="js" href="javascript:document.title='hit'">Script</a>
<p>The end</p></body></html>`;

test("a hostile mail runs no script, sends nothing and goes nowhere", async () => {
	const reached: string[] = [];
	const elsewhere = await listen(
		(request) => {
			reached.push(request.url);
			return new Response("parent.hit = 1");
		},
		{ host: "127.0.0.1", port: 0 },
	);
	world.mailbox.append(mailOf({ html: hostile(elsewhere.url) }));
	// Not until "load": with frames in a frame that may not have any, it comes late or never.
	await page.goto("/mailbox/1", { waitUntil: "commit" });
	await mail().getByText("The end").waitFor();
	const address = page.url();
	await mail().getByRole("button", { name: "Press" }).click();
	await mail().locator("#js").click();
	await mail().locator("#top").click();
	// A round trip through the server: whatever those clicks began has been asked for by now.
	await page.evaluate("fetch('/studio/icon.svg').then(() => {})");
	expect(page.url()).toBe(address);
	expect(await page.title()).not.toBe("hit");
	expect(await page.evaluate("'hit' in window")).toBe(false);
	expect(context.pages()).toHaveLength(1);
	const own = [address, `${address}/frame`];
	const others = requested.filter(
		(url) => !own.includes(url) && !/\/studio\/(studio|icon)\./.test(url),
	);
	expect(others).toEqual([]);
	expect(reached).toEqual([]);
	await elsewhere.close();
});

test("a link in a mail opens a tab of its own", async () => {
	world.mailbox.append(
		mailOf({ html: `<a href="${server.url}/studio">To the desk</a>` }),
	);
	await page.goto("/mailbox/1");
	const [opened] = await Promise.all([
		context.waitForEvent("page"),
		mail().getByText("To the desk").click(),
	]);
	await opened.getByRole("heading", { name: "Desk" }).waitFor();
	expect(await opened.evaluate("opener")).toBeNull();
	expect(page.url()).toBe(`${server.url}/mailbox/1`);
});

test.each([1280, 375])(
	"at %i px no page is wider than the screen or asks for anything elsewhere",
	async (width) => {
		const ada = await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
		world.mailbox.append(mailOf({ subject: "x".repeat(300) }));
		await page.setViewportSize({ width, height: 800 });
		for (const path of [
			"/studio",
			`/studio/preview?reader=${ada}`,
			`/studio/preview?reader=${ada}&view=phone&dark=1`,
			`/studio/preview?reader=${ada}&view=text`,
			`/studio/preview?reader=${ada}&view=headers`,
			`/studio/preview?reader=${ada}&view=source`,
			"/mailbox",
			"/mailbox/1",
			"/mailbox/1?view=source",
		]) {
			await page.goto(path);
			const beyond = await page.evaluate(
				"document.documentElement.scrollWidth - document.documentElement.clientWidth",
			);
			expect(beyond, path).toBe(0);
		}
		expect(requested.length).toBeGreaterThan(9);
		expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
		expect(complaints).toEqual([]);
	},
);

test("without scripts the forms and links do the same", async () => {
	const ada = await world.subscribe("ada@example.com", "Ada", []);
	const plain = await browser.newContext({
		baseURL: server.url,
		javaScriptEnabled: false,
	});
	const quiet = await plain.newPage();
	await quiet.goto("/studio/preview?view=phone");
	await quiet.getByLabel("Reader", { exact: true }).selectOption(String(ada));
	await quiet.getByRole("button", { name: "Show" }).click();
	await quiet.waitForURL(`**/studio/preview?q=&reader=${ada}&view=phone`);
	await quiet.frameLocator("iframe").getByText("Hello, Ada!").waitFor();
	await plain.close();
});
