import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { toolBySlug } from "../../src/db/catalog/catalog.ts";
import {
	comparisonDocument,
	toolDocument,
} from "../catalog/import/documents.ts";
import { describeStudio } from "./open-studio.ts";

const studio = describeStudio();

const AXE = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);

/** A folder for pictures of each page, to look at; unset: none are made. */
const PICTURES = process.env.STUDIO_PICTURES;

test("an editor imports a file and corrects a fact without JavaScript, on pages that axe accepts at every width", async () => {
	const { browser, server, world, complaints, requested } = studio;
	const context = await browser.newContext({
		baseURL: server.url,
		javaScriptEnabled: false,
	});
	const page = await context.newPage();
	const looked: string[] = [];
	const documents = ["$9", "$12"].map((entryPrice, at) =>
		JSON.stringify(
			comparisonDocument(
				toolDocument("Pigeonhole", {
					entryPrice,
					reviews: [
						{
							reviewer: "builder",
							body: "Rules are plain functions.",
							score: 81,
							verdict: "ship",
						},
					],
				}),
				"Dovecote",
				{ publishedAt: `2026-11-1${at + 1}T09:00:00Z` },
			),
		),
	);
	for (const text of documents) {
		await page.goto("/studio/catalog");
		await page.getByRole("link", { name: "Import comparisons" }).click();
		await page.getByLabel("Files").setInputFiles([
			{
				name: "week.json",
				mimeType: "application/json",
				buffer: Buffer.from(text),
			},
			{
				name: "broken.json",
				mimeType: "application/json",
				buffer: Buffer.from("[{]"),
			},
		]);
		await page.getByRole("button", { name: "See what would change" }).click();
		expect(await page.locator("main").innerText()).toContain(
			"broken.json, line 1, column 3",
		);
		looked.push(new URL(page.url()).pathname);
		if (text === documents[0])
			await page.getByRole("button", { name: "Import exactly this" }).click();
	}
	expect(await page.locator("#difference").innerText()).toContain(
		"Price: $9 → $12",
	);
	await page.goto("/studio/catalog/pigeonhole");
	await page.getByLabel("Price", { exact: true }).fill("$10");
	await page.getByLabel("Verdict by the builder").selectOption("skip");
	await page.getByRole("button", { name: "Save the corrections" }).click();
	expect(await page.locator("main").innerText()).toContain("Saved.");
	expect(await toolBySlug(world.db, "pigeonhole")).toMatchObject({
		entry_price: "$10",
		reviews: [{ reviewer: "builder", verdict: "skip", score: 81 }],
	});
	await context.close();

	for (const path of [
		"/studio/catalog",
		"/studio/catalog/pigeonhole?saved=1",
		"/studio/comparisons/pigeonhole-vs-dovecote",
		"/studio/import",
		...looked,
	])
		for (const colorScheme of ["light", "dark"] as const)
			for (const width of PICTURES ? [1280, 768, 375] : [375]) {
				await studio.page.setViewportSize({ width, height: 800 });
				await studio.page.emulateMedia({ colorScheme });
				await studio.page.goto(path);
				const beyond = await studio.page.evaluate(
					"document.documentElement.scrollWidth - document.documentElement.clientWidth",
				);
				expect(beyond, `${path} at ${width}`).toBe(0);
				const found = await studio.page.evaluate(
					`${AXE}; axe.run().then((result) => result.violations.map((one) => one.id + " " + one.nodes[0].html))`,
				);
				expect(found, `${path} in ${colorScheme}`).toEqual([]);
				if (PICTURES)
					await studio.page.screenshot({
						path: `${PICTURES}/${path.replaceAll(/\W+/g, "-").slice(0, 40)}-${width}-${colorScheme}.png`,
						fullPage: true,
					});
			}
	expect(complaints).toEqual([]);
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
