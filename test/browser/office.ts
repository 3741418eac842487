import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type App, openApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { createLog } from "../../src/log.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { systemClock } from "../../src/time/clock.ts";
import { listen } from "../../src/web/http/listen.ts";
import { WAIT_MS } from "../support/browser.ts";
import { nothingFound } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedComparison } from "../support/seed.ts";

/** The whole app behind a studio that really listens, with a scheduler that is woken. */
export interface Office {
	app: App;
	studio: ReturnType<typeof createStudio>;
	url: string;
	/** What browsers complained of: scripts that failed, rules that were broken. */
	complaints: string[];
	/** What pages asked for, of other hosts than this one. */
	elsewhere: string[];
	openPage(options?: BrowserContextOptions): Promise<Page>;
	seedWeek(...names: string[]): Promise<void>;
	close(): Promise<void>;
}

/** @param options.login with STUDIO_URL: nobody gets in without a session */
export async function openOffice(
	browser: Browser,
	env: Record<string, string> = {},
	{ login = false } = {},
): Promise<Office> {
	const folder = await mkdtemp(join(tmpdir(), "week-"));
	const database = await freshSqlite();
	const port = login ? await freePort() : 0;
	const app = await openApp({
		config: readConfig({
			DATA_DIR: folder,
			PUBLICATION_LANGUAGE: "en, de",
			LEADS: "2",
			BRIEFS: "1",
			...(login && { STUDIO_URL: `http://localhost:${port}` }),
			...env,
		}),
		clock: systemClock,
		log: createLog("silent"),
		worker: createWorker({
			host: "here",
			pid: 1,
			nonce: "week",
			isRunning: () => true,
		}),
		database: database.db,
	});
	const closing = new AbortController();
	const sender = await app.sender();
	const runs: Promise<unknown>[] = [];
	const studio = createStudio({
		...(await createStudioDeps(app, closing.signal, { all: {}, file: {} })),
		preflight: nothingFound,
		wake: () => runs.push(sendDueIssues(sender, closing.signal)),
	});
	const server = await listen(studio.fetch, {
		host: "127.0.0.1",
		port,
		graceMs: 1000,
	});
	const url = app.config.studioUrl ?? server.url;
	const complaints: string[] = [];
	const elsewhere: string[] = [];
	return {
		app,
		studio,
		url,
		complaints,
		elsewhere,
		async openPage(options = {}) {
			const context = await browser.newContext({ baseURL: url, ...options });
			context.setDefaultTimeout(WAIT_MS);
			context.on("request", (request) => {
				if (!/^data:/.test(request.url()) && !request.url().startsWith(url))
					elsewhere.push(request.url());
			});
			context.on("weberror", (failed) =>
				complaints.push(failed.error().message),
			);
			context.on("console", (message) => {
				if (message.type() === "error") complaints.push(message.text());
			});
			context.on("dialog", (dialog) => {
				complaints.push(`dialog: ${dialog.message()}`);
				dialog.dismiss();
			});
			return context.newPage();
		},
		async seedWeek(...names) {
			for (const name of names)
				await seedComparison(
					app.db,
					name,
					new Date(Date.now() - 1000).toISOString(),
				);
		},
		async close() {
			closing.abort();
			await Promise.all(runs);
			await server.close();
			await app.close();
			await rm(folder, { recursive: true });
		},
	};
}

/** The studio must know its port before it listens on it. */
async function freePort(): Promise<number> {
	const taken = await listen(() => new Response(), {
		host: "127.0.0.1",
		port: 0,
	});
	await taken.close();
	return Number(new URL(taken.url).port);
}
