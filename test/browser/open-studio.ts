import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createStudio } from "../../src/studio/app.ts";
import { type Listening, listen } from "../../src/web/http/listen.ts";
import { openWorld, type World } from "../studio/world.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { freshSqlite } from "../support/databases.ts";

export interface OpenStudio {
	browser: Browser;
	context: BrowserContext;
	page: Page;
	world: World;
	server: Listening;
	/** Everything that the pages of this test asked for and the browser let out. */
	requested: string[];
	/** What the browser complained of: scripts that failed, rules that were broken. */
	complaints: string[];
}

/** Before each test of the file: a studio that really listens, and a page to open it with. */
export function describeStudio(): OpenStudio {
	const open = {} as OpenStudio;
	let closeDatabase: () => Promise<void>;

	beforeAll(async () => {
		open.browser = await launchBrowser();
	});

	afterAll(() => open.browser.close());

	beforeEach(async () => {
		const database = await freshSqlite();
		closeDatabase = () => database.db.destroy();
		open.world = await openWorld(database);
		open.server = await serve(open.world);
		open.context = await open.browser.newContext({
			baseURL: open.server.url,
			viewport: { width: 1280, height: 800 },
		});
		open.context.setDefaultTimeout(WAIT_MS);
		open.page = await open.context.newPage();
		watch(open);
	});

	afterEach(async () => {
		await open.context.close();
		await open.world.close();
		await open.server.close();
		await closeDatabase();
	});
	return open;
}

/** @param port 0: the system chooses one */
export function serve(world: World, port = 0): Promise<Listening> {
	return listen(createStudio(world.deps).fetch, {
		host: "127.0.0.1",
		port,
		graceMs: 1000,
	});
}

/** The message that the page shows, not one that is still arriving. */
export function mailIn(page: Page) {
	return page.frameLocator("#panel iframe:not(.arriving)");
}

function watch(open: OpenStudio): void {
	open.requested = [];
	open.complaints = [];
	open.context.on("request", (request) => open.requested.push(request.url()));
	// Not one of these has left the browser: the page's own policy held it back.
	open.context.on("requestfailed", (request) => {
		if (request.failure()?.errorText === "csp")
			open.requested = open.requested.filter((url) => url !== request.url());
	});
	open.context.on("console", (message) => {
		if (message.type() === "error") open.complaints.push(message.text());
	});
	open.page.on("pageerror", (error) => open.complaints.push(error.message));
}
