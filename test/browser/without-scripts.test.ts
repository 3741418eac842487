import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { itemsOf } from "../../src/db/issue/issue-items.ts";
import { issueByNumber } from "../../src/db/issue/issues.ts";
import { subscriberByKey } from "../../src/db/subscriber/subscribers.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { launchBrowser } from "../support/browser.ts";
import { seedSubscribers } from "../support/seed.ts";
import { openOffice } from "./office.ts";

let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

test("on a phone without scripts an editor imports, corrects, writes, orders, approves, holds, sends and adds a reader", async () => {
	const office = await openOffice(browser);
	const { app } = office;
	await office.seedWeek("One", "Two", "Three");
	await seedSubscribers(app.db, 4);
	const page = await office.openPage({
		javaScriptEnabled: false,
		viewport: { width: 375, height: 800 },
	});
	const row = () => issueByNumber(app.db, 1);

	await page.goto("/studio");
	await page.getByRole("button", { name: "Menu" }).click();
	await page.getByRole("link", { name: "Catalog", exact: true }).click();
	await page.getByRole("link", { name: "Import comparisons" }).click();
	await page
		.getByLabel("Or paste")
		.fill(await readFile("test/catalog/fixtures/full.txt", "utf8"));
	await page.getByRole("button", { name: "See what would change" }).click();
	await page.getByRole("button", { name: "Import exactly this" }).click();
	await page.getByRole("heading", { name: "Imported", exact: true }).waitFor();

	await page.goto("/studio/catalog/one-left");
	await page.getByLabel("Price", { exact: true }).fill("$31/mo");
	await page.getByRole("button", { name: "Save the corrections" }).click();
	await page.getByRole("cell", { name: "$31/mo" }).waitFor();

	await draftIssue(app);
	await page.goto("/studio/issues/1/edit");
	await page.getByLabel("Subject", { exact: true }).fill("By hand");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	expect((await row())?.subject).toBe("By hand");
	const order = async () =>
		(await itemsOf(app.db, (await row())?.id ?? 0)).map(({ slug }) => slug);
	const [first, second] = await order();
	await page.locator('[id^="move:"][id$=":Down"]').first().click();
	await page.waitForLoadState();
	expect((await order()).slice(0, 2)).toEqual([second, first]);

	await page.getByRole("link", { name: "Checks and approval" }).click();
	await page.getByRole("button", { name: "Approve exactly this" }).click();
	await page.getByText("Exactly this is approved.").waitFor();
	await page.getByRole("button", { name: /^Hold it/ }).click();
	await page.getByRole("button", { name: "Approve exactly this" }).click();
	await page.getByText("Exactly this is approved.").waitFor();
	await page.getByRole("link", { name: "Going out" }).click();
	await page.getByRole("link", { name: "Send it now…" }).click();
	await page.getByText("4 readers get it.").waitFor();
	await page.getByRole("button", { name: "Send it now" }).click();
	await expect
		.poll(async () => (await row())?.state, { timeout: 30_000 })
		.toBe("complete");
	await page.reload();
	await page.getByText("servers have accepted 4 of 4").waitFor();

	await page.goto("/studio/people/add");
	await page.getByLabel("Address").fill("new@x.example");
	await page.getByLabel("Ask them by mail to confirm").check();
	await page.getByRole("button", { name: "Add them" }).click();
	await page.getByText("They are being asked by mail to confirm.").waitFor();
	expect((await subscriberByKey(app.db, "new@x.example"))?.state).toBe(
		"pending",
	);
	expect(office.complaints).toEqual([]);
	expect(office.elsewhere).toEqual([]);
	await office.close();
});
