import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from "vitest";
import { type App, openApp, TEMPLATES } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { createLog } from "../../src/log.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { currentVersions } from "../../src/studio/versions.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import { systemClock } from "../../src/time/clock.ts";
import { type Listening, listen } from "../../src/web/http/listen.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedComparison } from "../support/seed.ts";

/* The studio with the dependencies that the app gives it, and the real templates in a folder where they may be broken. */

let browser: Browser;
let folder: string;
let app: App;
let closing: AbortController;
let server: Listening;
let page: Page;
let requested: string[];

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "preview-"));
	const templatesDir = join(folder, "templates");
	await cp(TEMPLATES, templatesDir, { recursive: true });
	app = await openApp({
		config: readConfig({ DATA_DIR: folder }),
		clock: systemClock,
		log: createLog("silent"),
		worker: createWorker({
			host: "here",
			pid: 1,
			nonce: "test",
			isRunning: () => true,
		}),
		database: (await freshSqlite()).db,
		templatesDir,
	});
	closing = new AbortController();
	const studio = createStudio(
		await createStudioDeps(app, closing.signal, { all: {}, file: {} }),
	);
	server = await listen(studio.fetch, { host: "127.0.0.1", port: 0 });
	page = await browser.newPage({
		baseURL: server.url,
		viewport: { width: 1280, height: 800 },
	});
	page.setDefaultTimeout(WAIT_MS);
	requested = [];
	page.on("request", (request) => requested.push(request.url()));
});

afterEach(async () => {
	await page.close();
	closing.abort();
	await server.close();
	await app.close();
	await rm(folder, { recursive: true });
});

const mail = () => page.frameLocator("#panel iframe:not(.arriving)");

const publish = (name: string) =>
	seedComparison(app.db, name, new Date(Date.now() - 60_000).toISOString());

const add = async (email: string, name: string, bookmarks: string[]) => {
	const { subscriber } = await addSubscriber(app.db, app.clock, {
		email,
		name,
		confirmed: true,
		bookmarks,
	});
	return String(subscriber.id);
};

/** Replaces the file at once, as editors do: a reader never sees half of it. */
async function edit(change: (template: string) => string): Promise<void> {
	const path = join(app.templatesDir, "weekly.mjml");
	const draft = join(folder, "draft");
	await writeFile(draft, change(await readFile(path, "utf8")));
	await rename(draft, path);
}

test("each reader sees their own name and bookmarks in the coming issue", async () => {
	await publish("Alpha");
	await seedComparison(app.db, "Zephyr", "2026-01-05T08:00:00.000Z");
	const ada = await add("ada@example.com", "Ada Lovelace", ["zephyr-left"]);
	await add("grace@example.com", "Grace Hopper", []);
	await page.goto("/studio/preview");
	await mail().getByText("Alpha Right").first().waitFor();
	expect(await mail().getByText("Zephyr").count()).toBe(0);
	await page.getByLabel("Reader", { exact: true }).selectOption(ada);
	await mail().getByText("Ada Lovelace").waitFor();
	await mail().getByRole("link", { name: "Zephyr" }).waitFor();
	await page.getByRole("link", { name: "Headers" }).click();
	await page
		.getByRole("cell", { name: "ada@example.com", exact: true })
		.waitFor();
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});

test("a week without comparisons says so, and fills when one is published", async () => {
	await page.goto("/studio/preview");
	await page.getByRole("heading", { name: "Nothing to preview yet" }).waitFor();
	await page.getByRole("link", { name: "Draft the coming issue" }).waitFor();
	await publish("Alpha");
	await mail().getByText("Alpha Left").first().waitFor();
	expect(
		await page.getByRole("heading", { name: "Nothing to preview yet" }).count(),
	).toBe(0);
});

test("the version of the page stays the same while nothing changes, though the window moves on", async () => {
	await publish("Alpha");
	const deps = await createStudioDeps(app, closing.signal, {
		all: {},
		file: {},
	});
	const before = await currentVersions(deps);
	const then = app.clock.now();
	while (app.clock.now() === then) await setImmediate();
	expect(await currentVersions(deps)).toEqual(before);
});

test("an edited template is shown at once, a broken one shows where, and a fixed one is back", async () => {
	await publish("Alpha");
	await page.goto("/studio/preview");
	await mail().getByText("Alpha Left").first().waitFor();
	await edit((mjml) =>
		mjml.replace("{issue.intro}", "{issue.intro} A word from the editor."),
	);
	await mail().getByText("A word from the editor.").waitFor();

	let line = 0;
	await edit((mjml) => {
		const broken = mjml.replace("{issue.intro}", "{issue.introduction}");
		line = broken
			.slice(0, broken.indexOf("{issue.introduction}"))
			.split("\n").length;
		return broken;
	});
	await page.getByText(`weekly.mjml:${line}`, { exact: true }).waitFor();
	expect(await page.locator(".code [aria-current]").textContent()).toContain(
		"{issue.introduction}",
	);
	await edit((mjml) => mjml.replace("{issue.introduction}", "{issue.intro}"));
	await mail().getByText("A word from the editor.").waitFor();
});

test("a draft is shown as a draft, with its items", async () => {
	await publish("Alpha");
	await draftIssue(app);
	await page.goto("/studio/preview");
	await page.locator("#title", { hasText: "draft" }).waitFor();
	expect(await page.locator("#items li").count()).toBe(1);
});

test("every letter can be previewed and follows its template", async () => {
	await page.goto("/studio/letters");
	await mail().getByRole("heading", { name: "Is this you?" }).waitFor();
	await page.getByRole("link", { name: "Confirmed", exact: true }).click();
	await mail().getByRole("heading", { name: "You are on the list" }).waitFor();
	const path = join(app.templatesDir, "welcome.tsx");
	const ours = await readFile(path, "utf8");
	await writeFile(
		path,
		ours.replace("<Action", "<Paragraph>By hand</Paragraph><Action"),
	);
	await mail().getByText("By hand").waitFor();
	await writeFile(path, ours.replace("<Action", "<Action<"));
	await page.getByText(/^welcome\.tsx:\d+$/).waitFor();
	expect(await page.locator(".code [aria-current]").textContent()).toContain(
		"<Action<",
	);
	await writeFile(path, ours);
	await page.getByRole("link", { name: "Text" }).click();
	await page.getByText("Had enough, now or later?").waitFor();
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
