import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../src/db/issue/issue-items.ts";
import { issueByNumber } from "../../src/db/issue/issues.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { looksRight } from "../support/axe.ts";
import { launchBrowser, WAIT_MS } from "../support/browser.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startHeldSink } from "./held-sink.ts";
import { openOffice } from "./office.ts";

let browser: Browser;

/** As somebody copies a page of the web. */
const CAPTURE = "test/catalog/fixtures/full.txt";

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(() => browser.close());

const READERS = 5_000;
const HOUSES = ["ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal"];
const inWords = (count: number) => count.toLocaleString("en-GB");
const numberIn = (words: string) => Number(words.replaceAll(",", ""));
const numberOf = (address: string) => Number(/\d+/.exec(address)?.[0]);

/** The whole house, with a mail server of its own. */
async function openWithSink() {
	const sink = await startHeldSink();
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

test("an editor's week, from a pasted capture to the report: words that survive a refresh, an order by dragging and by keyboard, two editors in conflict, 5,000 copies watched live on their way through a pause, and a refusal that is found and explained", async () => {
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
	await looksRight(page, "imported");

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
	await looksRight(page, "edit");

	await page.goto("/studio/issues/1/approval");
	await page.getByRole("button", { name: "Approve exactly this" }).click();
	await page.getByText("Exactly this is approved.").waitFor();

	// It goes out. The server lets a few in and waits, so that the page is seen while it is live.
	const far = page.getByRole("progressbar");
	/** Until the page counts all that the server took, so many at least. */
	const reaches = (count: number) =>
		until(async () => {
			const shown = Number(await far.getAttribute("value"));
			return shown >= count && shown === sink.accepted().length;
		}).toBe(true);
	sink.goOnUntil(400);
	await page.goto("/studio/issues/1/sending");
	await page.getByRole("link", { name: "Send it now…" }).click();
	await page.getByText(`${inWords(READERS)} readers get it.`).waitFor();
	await looksRight(page, "send it now");
	await page.getByRole("button", { name: "Send it now" }).click();
	await page.waitForURL("**/sending");
	await page.getByText("It is being sent").waitFor();
	await reaches(400);
	await looksRight(page, "sending");

	// Between two looks the page has a rate, and says how long the rest takes at it.
	sink.goOnUntil(2_000);
	await reaches(2_000);
	await page.getByText(/ a minute now; at this rate the rest takes /).waitFor();
	const [, done = "", perMinute = "", rest] =
		/([\d,]+) of 5,000 accounted for.*?([\d,]+) a minute now; .*? takes (about [^.]+)\./s.exec(
			(await page.locator("#progress-card").textContent()) ?? "",
		) ?? [];
	const minutes = (READERS - numberIn(done)) / numberIn(perMinute);
	expect(rest).toBe(
		minutes < 1.5 ? "about a minute" : `about ${Math.round(minutes)} minutes`,
	);
	await page
		.getByText(
			`servers have accepted ${inWords(sink.accepted().length)} of ${inWords(READERS)}.`,
		)
		.waitFor();

	// A server begins to refuse us: the page shows it in its words, and then that the program paused.
	sink.refuse = (recipient) =>
		numberOf(recipient) % 2 === 0
			? { reply: "550 5.7.1 blocked, bad reputation" }
			: undefined;
	sink.goOnUntil(2_001);
	await page.locator("#setbacks").getByText("bad reputation").first().waitFor();
	await looksRight(page, "sending with setbacks");
	sink.goOnUntil(READERS);
	await page.getByText(/^It is paused: servers have accepted/).waitFor();
	await page.getByText(/says: “550 5\.7\.1 blocked/).waitFor();
	expect(sink.messages.length).toBeLessThan(2_100);

	// It is mended. One mailbox is gone, which is its own affair.
	sink.refuse = (recipient) =>
		numberOf(recipient) === READERS
			? { reply: `550 5.1.1 <${recipient}>: User unknown` }
			: undefined;
	await page.getByRole("link", { name: "Let it go on…" }).click();
	await page.getByRole("button", { name: "Let it go on" }).click();
	const accepted = `${inWords(READERS - 1)} of ${inWords(READERS)}`;
	await page
		.getByText(`It is complete: servers have accepted ${accepted}.`)
		.waitFor();
	const setbacks = page.locator("#setbacks li").first();
	expect(await setbacks.textContent()).toMatch(/refused.*User unknown/s);
	expect(await setbacks.textContent()).not.toContain(`reader${READERS}@`);
	expect(sink.recipients().size).toBe(READERS - 1);
	expect(sink.accepted()).toHaveLength(READERS - 1);
	await looksRight(page, "complete");
	await page.getByRole("link", { name: "Send to those who miss it…" }).click();
	// Their mailbox is gone, so nobody is left to send to.
	await page.getByText("Nobody was given up, held or left").waitFor();
	await looksRight(page, "send to those who miss it");

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
	expect(await page.getByText(`${accepted} accepted`).count()).toBe(1);
	await looksRight(page, "report");

	// From the figure of the report to the row behind it, and to the person.
	await causes.getByRole("link", { name: "1", exact: true }).click();
	await page.getByRole("cell", { name: /User unknown/ }).waitFor();
	await page.getByRole("row").getByRole("link").click();
	await page.getByText("The SMTP server refused it permanently").waitFor();
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
	expect(told.filter((one) => one.endsWith(": pause"))).toHaveLength(1);
	expect(complaints).toEqual([]);
	await office.close();
});
