import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { type IssueHead, issueById } from "../../../src/db/issue/issues.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { keepPreflight } from "../../../src/issue/life/pass-preflight.ts";
import { renderDraft } from "../../../src/issue/life/render-draft.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { openEditor } from "./editor.ts";

const PAGE = "/studio/issues/1/approval";

describeDatabases("approving an issue in the studio", (database) => {
	async function open() {
		const app = await testApp(database, { MINIMUM_COMPARISONS: "1" });
		await seedComparison(app.db, "One", "2026-11-15T08:00:00.000Z");
		const { issue } = await draftIssue(app);
		return { app, issue, editor: await openEditor(app) };
	}

	it("approves exactly what was shown, names the fact that changed, and can be held", async () => {
		const { app, issue, editor } = await open();
		const state = async () => (await issueById(app.db, issue.id))?.state;
		const shown = editor.formIn((await editor.get(PAGE)).text, PAGE);
		await app.db
			.updateTable("tools")
			.set({ entry_price: "$20" })
			.where("slug", "=", "one-left")
			.execute();
		const refused = await editor.post(PAGE, shown);
		expect(refused.status).toBe(409);
		expect(refused.text).toContain("Price of One Left: Free → $20");
		expect(await state()).toBe("draft");

		const fresh = editor.formIn(refused.text, PAGE);
		expect((await editor.post(PAGE, fresh)).status).toBe(303);
		expect(await state()).toBe("approved");
		expect((await issueById(app.db, issue.id))?.approved_hash).toBe(fresh.hash);
		expect((await editor.get(PAGE)).text).toContain("Exactly this is approved");
		expect((await editor.send(PAGE, `${PAGE}/hold`)).status).toBe(303);
		expect(await state()).toBe("draft");
		expect(
			(await auditEntries(app.db, null, 2)).map(({ who, action }) => [
				who,
				action,
			]),
		).toEqual([
			["loopback", "hold"],
			["loopback", "approve"],
		]);
		await app.dispose();
	});

	it("accepts a finding that blocks only with a reason, and shows a run in the background to its end", async () => {
		const { app, issue, editor } = await open();
		await editor.send("/studio/issues/1/edit", "/studio/issues/1/edit", {
			subject: "{{ subject }} of the week",
		});
		await editor.send(PAGE, `${PAGE}/check`, { browser: "no" });
		await expect
			.poll(async () => (await editor.get(PAGE)).text, { timeout: 30_000 })
			.toContain("Checked ");
		const page = await editor.get(PAGE);
		expect(page.text).not.toContain("data-renew");
		expect(page.text).toContain("without a browser, in");
		const now = (await issueById(app.db, issue.id)) as IssueHead;
		await keepPreflight(app, issue.id, await renderDraft(app, now), {
			...(await nothingFound()),
			findings: [
				{
					level: "block",
					code: "contrast",
					place: "HTML",
					what: "The logo is faint.",
					fix: "Darken it.",
					readers: [],
				},
			],
		});
		expect((await editor.send(PAGE, PAGE)).status).toBe(409);
		const without = await editor.send(PAGE, PAGE, { waive: "contrast" });
		expect(without.text).toContain("only with a reason");
		expect(without.text).toMatch(/value="contrast" checked/);
		const wrong = await editor.send(PAGE, PAGE, {
			waive: "unsubscribe-missing",
			reason: "It is meant",
		});
		expect(wrong.text).toContain("can&#39;t be waived");
		expect(wrong.text).toContain(`value="It is meant"`);
		expect((await issueById(app.db, issue.id))?.state).toBe("draft");
		await editor.send(PAGE, PAGE, { waive: "contrast", reason: "Meant & so" });
		expect((await issueById(app.db, issue.id))?.state).toBe("approved");
		expect((await editor.get(PAGE)).text).toContain("Accepted: Meant &amp; so");
		expect(
			(await auditEntries(app.db, null, 2)).map(({ action }) => action),
		).toEqual(["approve", "waive"]);
		await app.dispose();
	});

	it("sends a test as a chosen reader, marked, with links that lead nowhere, and counts it nowhere", async () => {
		const { app, editor } = await open();
		const { subscriber } = await addSubscriber(app.db, app.clock, {
			email: "ada@example.com",
			name: "Ada Lovelace",
			confirmed: true,
		});
		const sent = await editor.send(PAGE, `${PAGE}/test`, {
			to: "me@example.com, you@example.org",
			as: "ada@example.com",
		});
		expect(sent.text).toContain(
			"A server accepted the test to me@example.com, you@example.org.",
		);
		const mailbox = await app.mailbox();
		expect(mailbox?.count()).toBe(2);
		const [mail] = mailbox?.list({ limit: 2 }) ?? [];
		const raw = mailbox?.get(mail?.id ?? 0)?.raw.toString("utf8") ?? "";
		expect(mail?.subject).toMatch(/^\[Test\] /);
		expect(raw).toContain("Ada Lovelace");
		for (const purpose of ["unsubscribe", "vote", "bookmarks", "preferences"])
			expect(raw.replaceAll("=\r\n", "")).not.toContain(
				app.tokens.sign(purpose as "vote", subscriber.id),
			);
		expect(await app.db.selectFrom("deliveries").selectAll().execute()).toEqual(
			[],
		);
		const [entry] = await auditEntries(app.db, null, 1);
		expect(entry?.action).toBe("test");
		expect(entry?.after).not.toContain("me@");
		const wrong = await editor.send(PAGE, `${PAGE}/test`, { to: "nobody" });
		expect([wrong.status, mailbox?.count()]).toEqual([409, 2]);
		await app.dispose();
	});
});
