import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../src/db/issue/issue-items.ts";
import { issueByNumber } from "../../src/db/issue/issues.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { axeFindings, overhang } from "../support/axe.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";
import { openOffice } from "./office.ts";

let browser: Browser;

/** As somebody copies a page of the web. */
const CAPTURE = "test/catalog/fixtures/full.txt";

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

const READERS = 120;
const HOUSES = ["ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal"];
const numberOf = (address: string) => Number(/\d+/.exec(address)?.[0]);

/** The whole house, with a mail server of its own. */
async function openWithSink() {
	const sink = await startSink();
	const office = await openOffice(browser, {
		SMTP_URL: `${sink.url}?tls=off`,
		SMTP_CONNECTIONS: "10",
	});
	const { app } = office;
	await seedSubscribers(
		app.db,
		READERS,
		(n) => `reader${n}@${HOUSES[n % HOUSES.length]}.example`,
	);
	const row = () => issueByNumber(app.db, 1);
	return {
		...office,
		sink,
		row,
		places: async () =>
			(await itemsOf(app.db, (await row())?.id ?? 0)).map(
				({ place, left_name: left, right_name: right }) =>
					`${place} ${left} vs ${right}`,
			),
		async close() {
			await office.close();
			await sink.close();
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
			const beyond = await overhang(page);
			if (beyond !== 0) faults.push([page.url(), width, beyond]);
			const found = await axeFindings(page);
			if (found.length > 0) faults.push([page.url(), colorScheme, found]);
		}
	return faults;
}

test("an editor's week, from a pasted capture to the report: words that survive a refresh, an order by dragging and by keyboard, two editors in conflict, sending watched live through a pause, and a refusal that is found and explained", async () => {
	const office = await openWithSink();
	const { app, sink, openPage, row, places, complaints } = office;
	const comparisons = async () =>
		(await app.db.selectFrom("comparisons").select("id").execute()).length;
	const page = await openPage();

	// A captured page is pasted, looked at fact by fact, and imported.
	await office.seedWeek("Two", "Three", "Four");
	await page.goto("/studio/import");
	await page.getByLabel("Or paste").fill(await readFile(CAPTURE, "utf8"));
	await page.getByRole("button", { name: "See what would change" }).click();
	await page.getByRole("heading", { name: "Fact by fact" }).waitFor();
	expect(await comparisons()).toBe(3);
	await page.getByRole("button", { name: "Import exactly this" }).click();
	await page.getByRole("heading", { name: "Imported", exact: true }).waitFor();
	expect(await comparisons()).toBe(4);
	expect(await faultsOf(page)).toEqual([]);

	// The schedule drafts the week; the dashboard says what to do.
	await draftIssue(app);
	await page.goto("/studio");
	await page.getByText("To do: read it, check it and approve it.").waitFor();
	await page.getByRole("link", { name: "Edit it" }).click();
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
		.filter({ hasText: second.slice("lead ".length) })
		.and(leads.first())
		.waitFor();
	await page.locator('[id^="move:"][id$=":Down"]').first().focus();
	await page.keyboard.press("Enter");
	await until(async () => (await places())[0]).toBe(first);
	const focused = page.locator("li:focus-within b");
	const name = (await focused.textContent()) ?? "";
	expect(`lead ${name}`).toContain(second);
	expect(complaints).toEqual([]);

	// Two editors: the second save of a stale state shows both, and loses nothing.
	const other = await openPage();
	// It hears of nothing meanwhile: else it is brought up to date before anybody types.
	await other.route("**/studio/events", (route) => route.abort());
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
	// The browser itself notes an answer of 409, and what was held back.
	expect(complaints.filter((one) => !/409|ERR_FAILED/.test(one))).toEqual([]);
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

	// Afterwards: why one reader did not get it, and the report of all of it.
	await page.goto(`/studio/people?q=reader${READERS}`);
	await page.getByRole("link", { name: `reader${READERS}@` }).click();
	await page.getByText("The SMTP server refused it permanently").waitFor();
	await page
		.getByRole("cell", { name: /User unknown/ })
		.first()
		.waitFor();
	await countFigures(app, async () => null);
	await page.goto("/studio/issues/1/sending");
	await page.getByRole("link", { name: "Report", exact: true }).click();
	await page.getByRole("heading", { name: "Accepted over time" }).waitFor();
	expect(await page.locator(".chart .span title").allTextContents()).toContain(
		"The program paused it",
	);
	const causes = page.getByRole("region", {
		name: "Refusals and bounces by cause",
	});
	await causes.getByRole("row", { name: /gone/ }).waitFor();
	expect(
		await page.getByText(`${READERS - 1} of ${READERS} accepted`).count(),
	).toBe(1);
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
		"loopback: import",
	])
		expect(told).toContain(one);
	expect(complaints).toEqual([]);
	await office.close();
});
