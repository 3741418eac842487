import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { openIssue } from "../../../src/db/issue/issues.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { allRows, openEditor } from "./editor.ts";

const PAGE = "/studio/draft";
const EDIT = "/studio/issues/1/edit";

describeDatabases("drafting the coming issue in the studio", (database) => {
	async function open() {
		const app = await testApp(database, { MINIMUM_COMPARISONS: "2" });
		const publish = (...names: string[]) =>
			Promise.all(
				names.map((name) =>
					seedComparison(app.db, name, "2026-11-15T08:00:00.000Z"),
				),
			);
		const actions = async () =>
			(await auditEntries(app.db, null, 9))
				.map(({ who, action }) => `${who}: ${action}`)
				.reverse();
		// The checks of preflight take seconds, and are no matter here.
		const checked = { findings: [], copies: 0, leftOut: [], at: null };
		const check = async () => ({ ...checked, seen: false });
		const editor = await openEditor(app, { check });
		return { app, publish, actions, editor };
	}

	it("shows what would be in it, changes nothing before the button, then drafts what the command would", async () => {
		const { app, publish, actions, editor } = await open();
		await publish("One", "Two", "Three");
		expect((await editor.get("/studio")).text).toContain(`href="${PAGE}"`);
		const before = await allRows(app.db);
		const asked = (await editor.get(PAGE)).text;
		expect(asked).toContain("3 comparisons are chosen");
		expect(asked).toContain("Two Left vs Two Right");
		expect(await allRows(app.db)).toBe(before);

		const drafted = await editor.send(PAGE, PAGE);
		expect([drafted.status, drafted.location]).toEqual([303, EDIT]);
		const issue = await openIssue(app.db);
		const items = await itemsOf(app.db, issue?.id ?? 0);
		expect([issue?.state, items.length]).toEqual(["draft", 3]);
		expect(await actions()).toEqual(["loopback: draft"]);
		const log = (await editor.get("/studio/log")).text;
		expect(log).toContain("somebody on this machine, without a login");
		expect(log).not.toContain("loopback");
		const { outcome } = await draftIssue(app);
		expect(outcome).toBe("updated");
		expect(await itemsOf(app.db, issue?.id ?? 0)).toEqual(items);
		await app.dispose();
	});

	it("selects again for a draft, says what came, and keeps what the editor wrote", async () => {
		const { app, publish, actions, editor } = await open();
		await publish("One", "Two");
		await editor.send(PAGE, PAGE);
		await editor.send(EDIT, EDIT, { subject: "Mine" });
		await publish("Three");
		expect((await editor.get(EDIT)).text).toContain(`href="${PAGE}"`);
		expect((await editor.get(PAGE)).text).toContain(
			"1 comparison came and 0 went",
		);
		expect((await editor.send(PAGE, PAGE)).location).toBe(EDIT);
		const issue = await openIssue(app.db);
		expect(issue?.subject).toBe("Mine");
		expect(await itemsOf(app.db, issue?.id ?? 0)).toHaveLength(3);
		expect(await actions()).toEqual([
			"loopback: draft",
			"loopback: edit",
			"loopback: draft",
		]);
		await app.dispose();
	});

	it("drafts nothing in a thin week and says what to do, also when it became thin after the page was opened", async () => {
		const { app, publish, editor } = await open();
		await publish("One");
		const thin = (await editor.get(PAGE)).text;
		expect(thin).toContain("There is too little to draft");
		expect(thin).toContain('href="/studio/import"');
		expect(thin).not.toContain("<form");

		await publish("Two");
		const form = editor.formIn((await editor.get(PAGE)).text, PAGE);
		const late = () =>
			app.db
				.updateTable("comparisons")
				.set({ published_at: "2026-12-24T08:00:00.000Z" })
				.execute();
		await late();
		const before = await allRows(app.db);
		const refused = await editor.post(PAGE, form);
		expect(refused.status).toBe(409);
		expect(refused.text).toContain("Nothing was changed");
		expect(refused.text).toContain("“Import comparisons”");
		expect(await allRows(app.db)).toBe(before);

		// A draft stays, where the command would make a skipped week of it.
		await publish("Three", "Four");
		await editor.send(PAGE, PAGE);
		const again = editor.formIn((await editor.get(PAGE)).text, PAGE);
		await late();
		expect((await editor.get(PAGE)).text).toContain("Issue 1 stays as it is");
		expect((await editor.post(PAGE, again)).status).toBe(409);
		expect((await openIssue(app.db))?.state).toBe("draft");
		await app.dispose();
	});

	it("does one of two things that are asked for at once, and refuses the other", async () => {
		const { app, publish, actions, editor } = await open();
		await publish("One", "Two");
		const form = editor.formIn((await editor.get(PAGE)).text, PAGE);
		const answers = await Promise.all(
			[1, 2, 3].map(() => editor.post(PAGE, form)),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
		expect(await actions()).toEqual(["loopback: draft"]);
		expect(await openIssue(app.db)).toMatchObject({ revision: 0 });
		await app.dispose();
	});

	it("leaves an approved issue as it is, and one that somebody drafted or cancelled meanwhile", async () => {
		const { app, publish, editor } = await open();
		await publish("One", "Two");
		const form = editor.formIn((await editor.get(PAGE)).text, PAGE);
		const { issue } = await draftIssue(app);
		const stale = await editor.post(PAGE, form);
		expect(stale.status).toBe(409);
		expect(stale.text).toContain("somebody drafted or cancelled");
		expect(stale.text).toContain("Select again for issue 1?");

		const own = editor.formIn(stale.text, PAGE);
		await approveIssue(app, nothingFound, issue.id, "editor");
		const page = (await editor.get(PAGE)).text;
		expect(page).toContain("Issue 1 is approved already");
		expect(page).toContain("/studio/issues/1/approval");
		const before = await allRows(app.db);
		const kept = await editor.post(PAGE, own);
		expect(kept.status).toBe(409);
		expect(kept.text).toContain("issue 1 is approved already");
		expect(await allRows(app.db)).toBe(before);

		await cancelIssue(app, issue.id, "no", { endEarly: false });
		expect((await editor.post(PAGE, own)).status).toBe(409);
		expect(await openIssue(app.db)).toBeUndefined();
		await app.dispose();
	});
});
