import { expect, test } from "vitest";
import { subscriberByKey } from "../../src/db/subscriber/subscribers.ts";
import { seedSentIssue } from "../report/seed-report.ts";
import { issueContent } from "../studio/content.ts";
import { looksRight } from "../support/axe.ts";
import { describeStudio } from "./open-studio.ts";

const studio = describeStudio();

test("an import goes from a file to its end by keyboard, with its progress live, and every page of it is clean", async () => {
	const { page, world, complaints, requested, server } = studio;
	await world.subscribe("old@x.example", "Old", []);
	await page.goto("/studio/people");
	await looksRight(studio.page, "list");
	await page.getByRole("link", { name: "Import", exact: true }).focus();
	await page.keyboard.press("Enter");
	await page.waitForURL("**/import");
	await looksRight(studio.page, "import");
	const rows = Array.from(
		{ length: 3000 },
		(_, at) => `new${at}@x.example,New ${at},${at % 3}`,
	);
	await page.setInputFiles("#file", {
		name: "booth.csv",
		mimeType: "text/csv",
		buffer: Buffer.from(
			`email,name,score\nold@x.example,Older,1\nno address,x,1\n${rows.join("\n")}\n`,
		),
	});
	await page.getByLabel("How they agreed").fill("signed up at our booth");
	await page.getByLabel("Where somebody is here already").check();
	await page.keyboard.press("Tab");
	await page
		.getByRole("button", { name: "Look what would happen" })
		.press("Enter");
	// Nobody reloads: the page looks again by itself.
	await page.getByRole("heading", { name: "Import it?" }).waitFor();
	await looksRight(studio.page, "import-checked");
	expect(await subscriberByKey(world.db, "new0@x.example")).toBeUndefined();
	await page.getByRole("button", { name: "Import 3,001 rows" }).press("Enter");
	await page.waitForURL("**/import/*");
	await page.reload();
	await page.getByRole("heading", { name: "3,002 rows read:" }).waitFor();
	await looksRight(studio.page, "import-done");
	expect(await subscriberByKey(world.db, "new2999@x.example")).toMatchObject({
		state: "active",
	});
	expect(complaints).toEqual([]);
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});

test("without scripts a person is found, unsubscribed, suppressed and erased, each confirmed, and every page is clean", async () => {
	const { browser, world, server, page } = studio;
	const { readers } = await seedSentIssue(
		world.db,
		issueContent({ number: 7 }),
		7,
	);
	const id = await world.subscribe(
		"ada@x.example",
		"Ada with a name that is as long as a name in a list can well be",
		[],
	);
	const context = await browser.newContext({
		baseURL: server.url,
		javaScriptEnabled: false,
	});
	const plain = await context.newPage();
	await plain.goto("/studio/people?state=active");
	await plain.getByRole("link", { name: "ada@x.example" }).click();
	await plain.getByRole("link", { name: "Unsubscribe…" }).click();
	await plain.getByRole("button", { name: "Unsubscribe them" }).click();
	expect(await plain.getByRole("status").textContent()).toContain(
		"They are unsubscribed",
	);
	await plain.getByRole("link", { name: "Never mail again…" }).click();
	await plain.getByLabel("Why").selectOption("complaint");
	await plain.getByRole("button", { name: "Never mail them again" }).click();
	expect(await plain.locator(".title").textContent()).toContain(
		"suppressed: complaint",
	);
	await plain.getByRole("link", { name: "Erase…" }).click();
	await plain.getByLabel("Type the address").fill("ada@x.example");
	await plain.getByRole("button", { name: "Erase them" }).click();
	expect(await plain.getByRole("status").textContent()).toContain(
		"They are erased",
	);
	expect(await subscriberByKey(world.db, "ada@x.example")).toBeUndefined();
	expect((await plain.goto(`/studio/people/${id}`))?.status()).toBe(404);
	await context.close();

	const reader = `/studio/people/${readers[10]}`;
	for (const [name, path] of [
		["person", reader],
		["unsubscribe", `${reader}/unsubscribe`],
		["suppress", `${reader}/suppress`],
		["erase", `${reader}/erase`],
		["add", "/studio/people/add"],
		["address", "/studio/people/suppress"],
		["filtered", "/studio/people?state=pending&where=colour"],
		["gone", "/studio/people/import/gone"],
	] as const) {
		await page.goto(path);
		await looksRight(studio.page, name);
	}
});
