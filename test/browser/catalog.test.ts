import { expect, test } from "vitest";
import { toolBySlug } from "../../src/db/catalog/catalog.ts";
import {
	comparisonDocument,
	toolDocument,
} from "../catalog/import/documents.ts";
import { looksRight } from "../support/axe.ts";
import { describeStudio } from "./open-studio.ts";

const studio = describeStudio();

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
	]) {
		await studio.page.goto(path);
		await looksRight(studio.page, path);
	}
	expect(complaints).toEqual([]);
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
