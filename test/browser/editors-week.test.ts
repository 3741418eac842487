import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { auditEntries } from "../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../src/db/issue/issue-items.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { createLog } from "../../src/log.ts";
import { createStudio } from "../../src/studio/app.ts";
import { createStudioDeps } from "../../src/studio/create-deps.ts";
import { systemClock } from "../../src/time/clock.ts";
import { listen } from "../../src/web/http/listen.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { nothingFound } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";

let browser: Browser;
let axeSource: string;

beforeAll(async () => {
	browser = await launchBrowser();
	const { resolve } = createRequire(import.meta.url);
	axeSource = await readFile(resolve("axe-core/axe.min.js"), "utf8");
});

afterAll(() => browser.close());

const READERS = 120;
const HOUSES = ["ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal"];
const numberOf = (address: string) => Number(/\d+/.exec(address)?.[0]);

/** A studio that really listens, with a mail server, and a scheduler that is woken. */
async function openOffice() {
	const folder = await mkdtemp(join(tmpdir(), "week-"));
	const sink = await startSink();
	const database = await freshSqlite();
	const app = await openApp({
		config: readConfig({
			DATA_DIR: folder,
			SMTP_URL: `${sink.url}?tls=off`,
			SMTP_CONNECTIONS: "10",
			PUBLICATION_LANGUAGE: "en, de",
			LEADS: "2",
			BRIEFS: "1",
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
	for (const name of ["One", "Two", "Three", "Four"])
		await seedComparison(
			app.db,
			name,
			new Date(Date.now() - 60_000).toISOString(),
		);
	await seedSubscribers(
		app.db,
		READERS,
		(n) => `reader${n}@${HOUSES[n % HOUSES.length]}.example`,
	);
	const { issue } = await draftIssue(app);
	const closing = new AbortController();
	const sender = await app.sender();
	const runs: Promise<unknown>[] = [];
	const server = await listen(
		createStudio({
			...(await createStudioDeps(app, closing.signal, { all: {}, file: {} })),
			preflight: nothingFound,
			wake: () => runs.push(sendDueIssues(sender, closing.signal)),
		}).fetch,
		{ host: "127.0.0.1", port: 0, graceMs: 1000 },
	);
	const complaints: string[] = [];
	const openPage = async () => {
		const context = await browser.newContext({ baseURL: server.url });
		context.setDefaultTimeout(WAIT_MS);
		const page = await context.newPage();
		page.on("pageerror", (error) => complaints.push(error.message));
		page.on("console", (message) => {
			if (message.type() === "error") complaints.push(message.text());
		});
		return page;
	};
	return {
		app,
		sink,
		issue,
		complaints,
		openPage,
		row: () => issueById(app.db, issue.id),
		places: async () =>
			(await itemsOf(app.db, issue.id)).map(
				({ place, slug }) => `${place} ${slug}`,
			),
		async close() {
			closing.abort();
			await Promise.all(runs);
			await server.close();
			await app.close();
			await sink.close();
			await rm(folder, { recursive: true });
		},
	};
}

/** Looks again until it is so, as long as other waiting may take. */
const until = <T>(look: () => Promise<T>) =>
	expect.poll(look, { timeout: WAIT_MS });

/** What axe finds in both schemes, and by how much the page is wider than a phone. */
async function faultsOf(page: Page): Promise<unknown[]> {
	const faults: unknown[] = [];
	for (const colorScheme of ["light", "dark"] as const)
		for (const width of [375, 1280]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 800 });
			const beyond = await page.evaluate(
				"document.documentElement.scrollWidth - document.documentElement.clientWidth",
			);
			if (beyond !== 0) faults.push([page.url(), width, beyond]);
			await page.evaluate(axeSource);
			const found = await page.evaluate(async () => {
				const { axe } = globalThis as unknown as {
					axe: { run(): Promise<{ violations: { id: string }[] }> };
				};
				return (await axe.run()).violations.map(({ id }) => id);
			});
			if (found.length > 0) faults.push([page.url(), colorScheme, found]);
		}
	return faults;
}

test("an editor's week: words that survive a refresh, an order by dragging and by keyboard, two editors in conflict, sending watched live through a pause, and a refusal that is found and explained", async () => {
	const office = await openOffice();
	const { app, sink, openPage, row, places, complaints } = office;
	const page = await openPage();
	await page.goto("/studio/issues/1/edit");
	await page.getByRole("status").getByText("Live").waitFor();

	// Something that another process does, while a person types here with a detail open.
	const subject = page.getByLabel("Subject", { exact: true });
	const reason = page.locator(".arrange details").first();
	await reason.locator("summary").click();
	const [first = "", second = ""] = await places();
	const german = page.getByLabel("Subject in Deutsch");
	await german.fill("Auf Deutsch");
	await page.getByText("Saved.", { exact: true }).waitFor();
	expect(JSON.parse((await row())?.translations ?? "{}").de.subject).toBe(
		"Auf Deutsch",
	);
	await page.evaluate("scrollTo(0, 120)");
	await subject.focus();
	await subject.press("End");
	await subject.pressSequentially(" and more");
	await page.evaluate("document.activeElement.setSelectionRange(2, 5)");
	const typed = await subject.inputValue();
	await page.getByText("Saved.", { exact: true }).waitFor();
	await until(async () => (await row())?.subject).toBe(typed);
	expect(
		await page.evaluate(
			"(({ id, selectionStart, selectionEnd }) => [id, selectionStart, selectionEnd])(document.activeElement)",
		),
	).toEqual(["subject", 2, 5]);
	expect(await page.evaluate("scrollY")).toBe(120);
	expect(await page.locator(".arrange details[open]").count()).toBe(1);

	// By dragging, then back by the keyboard: the focus stays with the comparison.
	const grips = page.locator('ol[data-place="lead"] .grip');
	await grips.nth(1).dragTo(grips.nth(0));
	await until(places).toEqual([second, first, ...(await places()).slice(2)]);
	const leads = page.locator('ol[data-place="lead"] b');
	await leads
		.filter({ hasText: new RegExp(second.slice(5), "i") })
		.and(leads.first())
		.waitFor();
	await page.locator('[id^="move:"][id$=":Down"]').first().focus();
	await page.keyboard.press("Enter");
	await until(async () => (await places())[0]).toBe(first);
	const focused = page.locator("li:focus-within b");
	const name = (await focused.textContent()) ?? "";
	expect(`lead ${name.toLowerCase()}`).toContain(second.slice(5));
	expect(complaints).toEqual([]);

	// Two editors: the second save of a stale state shows both, and loses nothing.
	const other = await openPage();
	await other.goto("/studio/issues/1/edit");
	await page.getByLabel("Preheader", { exact: true }).fill("Theirs");
	await page.getByText("Saved.", { exact: true }).waitFor();
	await until(async () => (await row())?.preheader).toBe("Theirs");
	await other.getByLabel("Preheader", { exact: true }).fill("Mine");
	await other.getByText("Saved meanwhile").waitFor();
	expect(await other.locator(".theirs .said").textContent()).toBe("Theirs");
	expect(
		await other.getByLabel("Preheader", { exact: true }).inputValue(),
	).toBe("Mine");
	expect((await row())?.preheader).toBe("Theirs");
	await other.close();
	// The browser itself notes an answer of 409.
	expect(complaints.filter((one) => !/409/.test(one))).toEqual([]);
	complaints.length = 0;
	expect(await faultsOf(page)).toEqual([]);

	await page.goto("/studio/issues/1/approval");
	await page.getByRole("button", { name: "Approve exactly this" }).click();
	await page.getByText("Exactly this is approved.").waitFor();

	// It goes out: the first messages wait, so that the page is seen while it is live.
	let release = () => {};
	const gate = new Promise<void>((resolve) => {
		release = resolve;
	});
	sink.fault = ({ phase, recipient }) => {
		if (phase !== "RCPT") return undefined;
		if (sink.messages.length < 10) return undefined;
		return numberOf(recipient) % 2 === 0
			? { reply: "550 5.7.1 blocked, bad reputation" }
			: { after: gate };
	};
	await page.goto("/studio/issues/1/sending");
	await page.getByRole("link", { name: "Send it now…" }).click();
	await page.getByText(`${READERS} readers get it.`).waitFor();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole("button", { name: "Send it now" }).click();
	await page.waitForURL("**/sending");
	await page.getByText("It is being sent").waitFor();
	await page.locator("#setbacks").getByText("bad reputation").first().waitFor();
	expect(await faultsOf(page)).toEqual([]);
	release();
	await page.getByText(/^It is paused: servers have accepted/).waitFor();
	await page.getByText(/says: “550 5\.7\.1 blocked/).waitFor();

	// It is mended. One mailbox is gone, which is its own affair.
	sink.fault = ({ phase, recipient }) =>
		phase === "RCPT" && numberOf(recipient) === READERS
			? { reply: `550 5.1.1 <${recipient}>: User unknown` }
			: undefined;
	await page.getByRole("link", { name: "Let it go on…" }).click();
	await page.getByRole("button", { name: "Let it go on" }).click();
	await page
		.getByText(`It is complete: servers have accepted ${READERS - 1} of`)
		.waitFor();
	const setbacks = page.locator("#setbacks li").first();
	expect(await setbacks.textContent()).toMatch(/refused.*User unknown/s);
	expect(await setbacks.textContent()).not.toContain(`reader${READERS}@`);
	expect(sink.recipients().size).toBe(READERS - 1);
	expect(sink.accepted()).toHaveLength(READERS - 1);
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole("link", { name: "Send to those who miss it…" }).click();
	// Their mailbox is gone, so nobody is left to send to.
	await page.getByText("Nobody was given up, held or left").waitFor();
	expect(await faultsOf(page)).toEqual([]);
	const log = await auditEntries(app.db, null, 20);
	const told = log.map(({ who, action }) => `${who}: ${action}`);
	for (const one of [
		"schedule: complete",
		"loopback: resume",
		"schedule: pause",
		"loopback: seal",
		"loopback: approve",
		"loopback: arrange",
		"loopback: edit",
	])
		expect(told).toContain(one);
	expect(complaints).toEqual([]);
	await office.close();
});
