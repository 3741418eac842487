import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { systemClock } from "../../src/time/clock.ts";
import { listen } from "../../src/web/http/listen.ts";
import { testApp } from "../support/app.ts";
import { axeFindings } from "../support/axe.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { nothingFound } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedComparison } from "../support/seed.ts";

let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

test("what an editor types saves itself, a page stays while the server fails, a stale save shows both versions and keeps what was typed, and axe finds nothing", async () => {
	const database = await freshSqlite();
	const app = await testApp(database, { MINIMUM_COMPARISONS: "1" });
	await seedComparison(app.db, "One", "2026-11-15T08:00:00.000Z");
	const { issue } = await draftIssue(app);
	const closing = new AbortController();
	// Events wait on the clock of the studio: a fake one would not.
	const studio = await createStudioDeps(app, closing.signal, {
		all: {},
		file: {},
	});
	const pages = createStudio({ ...studio, clock: systemClock });
	/** What is posted waits for it. */
	let held = Promise.resolve();
	const server = await listen(
		async (request, ...more) => {
			if (request.method === "POST") await held;
			return pages.fetch(request, ...more);
		},
		{ host: "127.0.0.1", port: 0, graceMs: 1000 },
	);
	const context = await browser.newContext({ baseURL: server.url });
	context.setDefaultTimeout(WAIT_MS);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error") complaints.push(message.text());
	});
	await page.goto("/studio/issues/1/edit");
	const subject = page.getByLabel("Subject", { exact: true });
	const rename = (from: string, to: string) =>
		app.db.schema.alterTable(from).renameTo(to).execute();
	await page.getByText("Live", { exact: true }).waitFor();
	await rename("issues", "issues_away");
	await page.getByText("This page failed. It is loaded again soon.").waitFor();
	expect(await subject.isVisible()).toBe(true);
	await rename("issues_away", "issues");
	await page.getByText("Live", { exact: true }).waitFor();
	complaints.length = 0;

	await subject.fill("Typed, not yet saved");
	expect(await page.locator('[data-length-of="subject"]').textContent()).toBe(
		"20",
	);
	await page.getByText("Saved.", { exact: true }).waitFor();
	const row = () => issueById(app.db, issue.id);
	expect((await row())?.subject).toBe("Typed, not yet saved");
	expect(complaints).toEqual([]);

	await editIssue(app, issue.id, { subject: "Theirs" });
	await subject.fill("Mine");
	await page.getByText("Saved meanwhile").waitFor();
	expect(await page.locator(".theirs .said").textContent()).toBe("Theirs");
	expect(await subject.inputValue()).toBe("Mine");
	expect((await row())?.subject).toBe("Theirs");
	// The browser itself notes an answer of 409.
	expect(complaints.filter((one) => !/409/.test(one))).toEqual([]);
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.waitForURL("**/edit");
	await expect.poll(async () => (await row())?.subject).toBe("Mine");

	for (const tab of ["edit", "approval", "sending", "differences"])
		for (const colorScheme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme });
			await page.goto(`/studio/issues/1/${tab}`);
			const found = await axeFindings(page);
			expect([tab, colorScheme, found]).toEqual([tab, colorScheme, []]);
		}

	await page.goto("/studio/issues/1/edit");
	await page.route("**/edit", (route) => route.abort());
	await subject.fill("Typed while nothing answered");
	await page.getByText("Not saved yet: the studio does not answer.").waitFor();
	await page.unroute("**/edit");
	await page.getByText("Saved.", { exact: true }).waitFor();
	expect((await row())?.subject).toBe("Typed while nothing answered");

	await subject.fill("Typed, and left at once");
	await page.goto("/studio/settings");
	await expect
		.poll(async () => (await row())?.subject)
		.toBe("Typed, and left at once");

	// A link waits for the save that is under way, and for what was typed meanwhile.
	await page.goto("/studio/issues/1/edit");
	let letGo = () => {};
	held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const intro = page.getByLabel("Intro", { exact: true });
	const first = page.waitForRequest((one) => one.method() === "POST");
	await subject.press("End");
	await subject.pressSequentially("!");
	await first;
	await intro.press("Control+End");
	await intro.pressSequentially(" And more.");
	await page.getByRole("link", { name: "Settings" }).click();
	letGo();
	await page.waitForURL("**/settings");
	expect(await row()).toMatchObject({
		subject: "Typed, and left at once!",
		intro: expect.stringMatching(/ And more\.$/),
	});

	// Where nothing saves itself, whoever leaves is asked, and whoever saves is not.
	await approveIssue(app, nothingFound, issue.id, "editor");
	await page.goto("/studio/issues/1/edit");
	await subject.press("End");
	await subject.pressSequentially("?");
	const asked: string[] = [];
	page.on("dialog", (dialog) => {
		asked.push(dialog.type());
		void dialog.dismiss();
	});
	await page.getByRole("link", { name: "Settings" }).click();
	await expect.poll(() => asked).toEqual(["beforeunload"]);
	expect(await subject.inputValue()).toBe("Typed, and left at once!?");
	await page.getByRole("button", { name: "Save, and withdraw" }).click();
	await expect
		.poll(async () => (await row())?.subject)
		.toBe("Typed, and left at once!?");
	await page.getByRole("link", { name: "Settings" }).click();
	await page.waitForURL("**/settings");
	expect(asked).toHaveLength(1);
	await context.close();
	closing.abort();
	await server.close();
	await app.dispose();
	await database.db.destroy();
});
