import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { type Listening, listen } from "../../src/web/http/listen.ts";
import {
	harbour,
	ledgerline,
	pebble,
	quill,
	switchyard,
	tallyho,
} from "../../templates/sample-tools.ts";
import { axeFindings } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { FAINTEST_TEXT } from "./faintest-text.ts";
import { openSite, publish, type Site, seal, subscribe } from "./site.ts";

let browser: Browser;
let database: TestDatabase;
let site: Site;
let server: Listening;
let ada: { id: number; path: string };
let paths: string[];

beforeAll(async () => {
	browser = await launchBrowser();
	database = await freshSqlite();
	site = openSite(database);
	ada = await subscribe(site);
	paths = [
		"/",
		`/c/${await publish(site, switchyard, pebble)}`,
		`/c/${await publish(site, harbour, quill)}`,
		`/c/${await publish(site, tallyho, { ...ledgerline, name: "A".repeat(100) })}`,
		`/tools/${switchyard.slug}`,
		"/issues",
		"/issues/1",
		"/c?q=pebble",
		"/tools",
		"/panel",
		"/privacy",
		ada.path,
	];
	await seal(site, 1);
	server = await listen(site.app.fetch, { host: "127.0.0.1", port: 0 });
});

afterAll(async () => {
	await browser.close();
	await server.close();
	await database.db.destroy();
});

async function withPage(
	options: { width: number; colorScheme: "light" | "dark" },
	look: (page: Page, errors: string[]) => Promise<void>,
): Promise<void> {
	const context = await browser.newContext({
		viewport: { width: options.width, height: 800 },
		colorScheme: options.colorScheme,
	});
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("console", (message) => errors.push(message.text()));
	page.on("pageerror", (error) => errors.push(String(error)));
	await look(page, errors);
	await context.close();
}

it.each([320, 375, 1100])(
	"every page fits a screen of %i px, and the browser logs no error",
	async (width) => {
		await withPage({ width, colorScheme: "light" }, async (page, errors) => {
			for (const path of paths) {
				await page.goto(server.url + path);
				const scrollWidth = await page.evaluate<number>(
					"document.documentElement.scrollWidth",
				);
				expect([path, scrollWidth]).toEqual([path, width]);
			}
			expect(errors).toEqual([]);
		});
	},
);

it.each(["light", "dark"] as const)(
	"every page has enough contrast in %s colours",
	async (colorScheme) => {
		await withPage({ width: 375, colorScheme }, async (page) => {
			for (const path of paths.filter((one) => one !== "/issues/1")) {
				await page.goto(server.url + path);
				expect(
					await page.evaluate<number>(FAINTEST_TEXT),
				).toBeGreaterThanOrEqual(4.5);
			}
		});
	},
);

it("axe finds nothing on a page, whatever its width and colours", async () => {
	for (const [shown, options] of [
		[["/", paths[1] ?? ""], { width: 320, colorScheme: "light" }],
		[["/c?q=pebble", "/privacy"], { width: 1280, colorScheme: "dark" }],
	] as const)
		await withPage(options, async (page) => {
			for (const path of shown) {
				await page.goto(server.url + path);
				const found = await axeFindings(page);
				expect([path, found]).toEqual([path, []]);
			}
		});
});

it("the menu is in one line on a phone of 375 px", async () => {
	await withPage({ width: 375, colorScheme: "light" }, async (page) => {
		await page.goto(server.url);
		const tops = await page.evaluate<number[]>(
			"[...document.querySelectorAll('.masthead nav a')].map((one) => one.getBoundingClientRect().top)",
		);
		expect(tops).toHaveLength(5);
		expect(new Set(tops).size).toBe(1);
	});
});

it("a person can unsubscribe by keyboard, on the page that the mail links to", async () => {
	await withPage({ width: 375, colorScheme: "light" }, async (page, errors) => {
		await page.goto(server.url + ada.path);
		await page.getByRole("button", { name: "Unsubscribe" }).focus();
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
		expect(errors).toEqual([]);
	});
	expect(await subscriberById(database.db, ada.id)).toMatchObject({
		state: "unsubscribed",
		unsubscribed_by: "page",
	});
});
