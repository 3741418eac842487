import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/*
 * The studio with the dependencies that the app gives it, and the real templates as
 * an editor's own, where they may be broken. It is one week: the tests go on from one
 * to the next.
 */

let browser: Browser;
let folder: string;
/** The templates of the editor. */
let theirs: string;
let app: App;
let closing: AbortController;
let server: Listening;
let page: Page;
const requested: string[] = [];

beforeAll(async () => {
	browser = await launchBrowser();
	folder = await mkdtemp(join(tmpdir(), "preview-"));
	theirs = join(folder, "theirs");
	await cp(TEMPLATES, theirs, { recursive: true });
	app = await openApp({
		config: readConfig({ DATA_DIR: folder, TEMPLATES_DIR: theirs }),
		clock: systemClock,
		log: createLog("silent"),
		worker: createWorker({
			host: "here",
			pid: 1,
			nonce: "test",
			isRunning: () => true,
		}),
		database: (await freshSqlite()).db,
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
	page.on("request", (request) => requested.push(request.url()));
});

afterAll(async () => {
	await browser.close();
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

/** Replaces a piece of a template at once, as editors do: a reader never sees half of it. Returns the line it is in. */
async function edit(file: string, from: string, to: string): Promise<number> {
	const path = join(theirs, file);
	const before = await readFile(path, "utf8");
	expect(before).toContain(from);
	const draft = join(folder, "draft");
	await writeFile(draft, before.replace(from, to));
	await rename(draft, path);
	return before.slice(0, before.indexOf(from)).split("\n").length;
}

/** Breaks a template: the page says where, and shows the line. */
async function breakIt(file: string, from: string, to: string): Promise<void> {
	const line = await edit(file, from, to);
	await page
		.getByText(`${join(theirs, file)}:${line}`, { exact: true })
		.waitFor();
	expect(await page.locator(".code [aria-current]").textContent()).toContain(
		to,
	);
	expect(await page.locator("#panel iframe").count()).toBe(0);
}

test("a week without comparisons says so, and fills when one is published", async () => {
	await page.goto("/studio/preview");
	await page.getByRole("heading", { name: "Nothing to preview yet" }).waitFor();
	await page.getByRole("link", { name: "Draft the coming issue" }).waitFor();
	await page.getByRole("link", { name: "Import comparisons" }).waitFor();
	await publish("Alpha");
	await mail().getByText("Alpha Left").first().waitFor();
	expect(
		await page.getByRole("heading", { name: "Nothing to preview yet" }).count(),
	).toBe(0);
});

test("the version of the page stays the same while nothing changes, though the window moves on", async () => {
	const deps = await createStudioDeps(app, closing.signal, {
		all: {},
		file: {},
	});
	const before = await currentVersions(deps);
	const then = app.clock.now();
	while (app.clock.now() === then) await setImmediate();
	expect(await currentVersions(deps)).toEqual(before);
});

test("a draft is shown as a draft, with its items", async () => {
	await draftIssue(app);
	await page.goto("/studio/preview");
	await page.locator("#title", { hasText: "draft" }).waitFor();
	expect(await page.locator("#items li").count()).toBe(1);
});

test("each reader sees their own name and bookmarks in the coming issue", async () => {
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

test("the keyboard gets past the links of the message, and beyond its frame", async () => {
	await page.goto("/studio/preview");
	await mail().getByText("Alpha Left").first().waitFor();
	const skip = page.getByRole("link", { name: "Skip the message" });
	await skip.focus();
	expect((await skip.boundingBox())?.height).toBeGreaterThan(16);
	await page.keyboard.press("Enter");
	await page.keyboard.press("Tab");
	const where = await page.evaluate(`(() => {
		const { activeElement: now, body } = document;
		const frame = document.querySelector("#panel iframe");
		const isAfter = frame.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING;
		return { inFrame: now === frame, isBeyond: now !== body && isAfter > 0 };
	})()`);
	expect(where).toEqual({ inFrame: false, isBeyond: true });
	await page.emulateMedia({ media: "print" });
	for (const gone of [".bar", ".skip", ".tabs", ".readers"])
		expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
	expect(await page.locator("#panel iframe").isVisible()).toBe(true);
	await page.emulateMedia({ media: null });
});

test("an edited template is shown at once, a broken one shows file and line, and the mended one is back, all in the page that was opened: MJML, a style sheet, React", async () => {
	await page.goto("/studio/preview");
	await mail().getByText("Alpha Left").first().waitFor();
	await page.evaluate("globalThis.openedOnce = true");

	// A placeholder that there is not, then an element that is not closed.
	await breakIt("weekly.mjml", "{issue.intro}", "{issue.introduction}");
	await edit("weekly.mjml", "{issue.introduction}", "{issue.intro} By hand.");
	await mail().getByText("By hand.").waitFor();
	await breakIt("weekly.mjml", "<vd-decision />", "<vd-decision >");
	await edit("weekly.mjml", "<vd-decision >", "<vd-decision />");
	await mail().getByText("By hand.").waitFor();

	// A brace too few, then a variable that there is not.
	const intro = () =>
		mail()
			.locator("body")
			.evaluate(
				"getComputedStyle(document.querySelector('.intro')).letterSpacing",
			);
	await breakIt("weekly-dark.css", ".sheet {", ".sheet {{");
	await edit("weekly-dark.css", ".sheet {{", ".sheet {");
	await mail().getByText("By hand.").waitFor();
	await edit("weekly.css", ".intro,", ".intro {letter-spacing: 3px;}\n.intro,");
	await expect.poll(intro, { timeout: WAIT_MS }).toBe("3px");
	await breakIt("weekly.css", "letter-spacing: 3px", "color: var(--inkk)");
	await edit("weekly.css", "color: var(--inkk)", "letter-spacing: 4px");
	await expect.poll(intro, { timeout: WAIT_MS }).toBe("4px");

	// A tag that is wrong, in a part, then a value that is not there when it runs.
	await page.getByLabel("Format").selectOption("brief");
	await mail().getByText("Alpha Left").first().waitFor();
	await breakIt("parts/brief-call.tsx", "{call.sentence}", "{call.sentence");
	await edit(
		"parts/brief-call.tsx",
		"{call.sentence",
		"{call.sentence} Mended.",
	);
	await mail().getByText("Mended.").first().waitFor();
	await breakIt("brief.tsx", "{issue.opening}", "{issue.openings.at(0)}");
	await edit("brief.tsx", "{issue.openings.at(0)}", "Opened. {issue.opening}");
	await mail().getByText("Opened.").waitFor();
	expect(await page.evaluate("globalThis.openedOnce")).toBe(true);
});

test("every letter can be previewed and follows its template", async () => {
	await page.goto("/studio/letters");
	await mail().getByRole("heading", { name: "Is this you?" }).waitFor();
	await page.getByRole("link", { name: "Confirmed", exact: true }).click();
	await mail().getByRole("heading", { name: "You are on the list" }).waitFor();
	await edit("welcome.tsx", "<Action", "<Paragraph>By hand</Paragraph><Action");
	await mail().getByText("By hand").waitFor();
	await breakIt("welcome.tsx", "<Action", "<Action<");
	await edit("welcome.tsx", "<Action<", "<Action");
	await page.getByRole("link", { name: "Text" }).click();
	await page.getByText("Had enough, now or later?").waitFor();
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
