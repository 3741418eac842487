import { expect, it } from "vitest";
import { insertAttempt } from "../../../src/db/delivery/attempts.ts";
import { insertInstance } from "../../../src/db/delivery/instances.ts";
import { insertSetback } from "../../../src/db/delivery/setbacks.ts";
import { stageOf } from "../../../src/db/delivery/stages.ts";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";
import { allRows, openEditor } from "./editor.ts";

const PAGE = "/studio/issues/1/sending";

describeDatabases("an issue that goes out, in the studio", (database) => {
	async function open() {
		const app = await testApp(database, {
			MINIMUM_COMPARISONS: "1",
			SEND_RATE: "2/h",
		});
		await seedComparison(app.db, "One", "2026-11-15T08:00:00.000Z");
		await seedSubscribers(app.db, 5, (number) =>
			number < 3 ? `r${number}@googlemail.com` : `r${number}@example.com`,
		);
		const { issue } = await draftIssue(app);
		await approveIssue(app, nothingFound, issue.id, "editor");
		const editor = await openEditor(app);
		const state = async () => (await issueById(app.db, issue.id))?.state;
		return { app, issue, editor, state };
	}

	it("shows the plan before, never calls prepared sent, and pauses, goes on and ends early when a person confirms it", async () => {
		const { app, issue, editor, state } = await open();
		const before = (await editor.get(PAGE)).text;
		expect(before).toContain("<dd>5 messages</dd>");
		expect(before).toContain("gmail.com");
		expect(before).toContain("at the earliest");
		await sealIssue(app, nothingFound, issue.id);
		const sealed = (await editor.get(PAGE)).text;
		expect(sealed).toContain("It is prepared for 5 recipients");
		expect(sealed).toContain("none leaves this machine");
		expect(sealed.replace(/unsent|sent through/g, "")).not.toMatch(/\bsent\b/);

		const [first, second] = await app.db
			.selectFrom("deliveries")
			.selectAll()
			.orderBy("subscriber_id")
			.execute();
		await app.db
			.updateTable("deliveries")
			.set({ state: "accepted" })
			.where("subscriber_id", "=", first?.subscriber_id ?? 0)
			.execute();
		await insertSetback(app.db as never, issue.id, {
			subscriber_id: second?.subscriber_id ?? 0,
			fence: 1,
			kind: "refused",
			domain: "example.com",
			words: "550 <b>no</b>",
			cause: null,
			at: app.clock.now(),
		});
		expect((await editor.get(`${PAGE}/pause`)).text).toContain(
			"Pause issue 1?",
		);
		expect(await state()).toBe("sealed");
		await editor.send(`${PAGE}/pause`, `${PAGE}/pause`);
		expect(await state()).toBe("paused");
		await editor.send(`${PAGE}/resume`, `${PAGE}/resume`);
		expect(await state()).toBe("sending");
		const going = (await editor.get(PAGE)).text;
		expect(going).toContain("servers have accepted 1 of 5");

		const cancel = `${PAGE}/cancel`;
		const asked = (await editor.get(cancel)).text;
		expect(asked).toContain("4 recipients are spared");
		const form = editor.formIn(asked, cancel);
		for (const confirm of ["", "2", "yes"]) {
			const refused = await editor.post(cancel, {
				...form,
				confirm,
				reason: "Wrong",
			});
			expect(refused.status).toBe(409);
			expect(refused.text).toContain(`value="Wrong"`);
			expect(await state()).toBe("sending");
		}
		await editor.post(cancel, { ...form, confirm: "1", reason: "Wrong" });
		expect(await state()).toBe("ended");
		expect((await editor.get(PAGE)).text).toContain("It ended early");
		expect(
			(await auditEntries(app.db, null, 5)).map(({ who, action }) => [
				who,
				action,
			]),
		).toEqual([
			["loopback", "cancel"],
			["loopback", "resume"],
			["loopback", "pause"],
			["schedule", "seal"],
			["schedule", "approve"],
		]);
		await app.dispose();
	});

	it("shows the last refusals in their own words, without whose they were, also when it is over", async () => {
		const { app, issue, editor } = await open();
		await sealIssue(app, nothingFound, issue.id);
		const [one] = await app.db
			.selectFrom("deliveries")
			.select("subscriber_id")
			.execute();
		const refusal = {
			state: "refused",
			next_attempt_at: null,
			attempts: 1,
			smtp_code: 550,
			smtp_reply: "550 <b>no</b> r1@googlemail.com",
			reply_id: null,
			reason: null,
		} as const;
		await insertAttempt(
			app.db as never,
			issue.id,
			one?.subscriber_id ?? 0,
			1,
			refusal,
			"here",
			app.clock.now(),
		);
		expect((await editor.get(PAGE)).text).toContain(
			"550 &lt;b&gt;no&lt;/b&gt;",
		);
		await app.db.updateTable("issues").set({ state: "complete" }).execute();
		await app.db.deleteFrom("setbacks").execute();
		const { text } = await editor.get(PAGE);
		expect(text).toContain("550 &lt;b&gt;no&lt;/b&gt;");
		expect(text).toContain("googlemail.com");
		expect(text).not.toContain("r1@");
		await app.dispose();
	});

	it("sends an approved issue now, in the stages that were chosen, and to those who miss it after a dry run", async () => {
		const { app, issue, editor, state } = await open();
		let woken = 0;
		const now = await openEditor(app, { wake: () => woken++ });
		const stages = async (text: string) =>
			now.send(`${PAGE}/stages`, `${PAGE}/stages`, { stages: text });
		const refused = await stages("many, rest after 1h");
		expect(refused.status).toBe(409);
		expect(refused.text).toContain("many, rest after 1h");
		await stages("2, rest after 30m");
		const planned = (await editor.get(PAGE)).text;
		expect(planned).toContain("<li>2, first</li>");
		expect(planned).toContain("<li>The rest, 30 minutes later</li>");
		expect(await stageOf(app.db, issue.id)).toMatchObject({ stage: 0 });

		// Of the five, one is suppressed and one pauses: they get nothing, so they do not count.
		const set = (id: number, change: object) =>
			app.db.updateTable("subscribers").set(change).where("id", "=", id);
		await set(1, { suppressed: "complaint" }).execute();
		await set(2, { paused_until: "2027-01-01T00:00:00.000Z" }).execute();
		await set(3, { paused_until: "2026-01-01T00:00:00.000Z" }).execute();
		// Counts are kept for a moment.
		const fresh = await openEditor(app);
		expect((await fresh.get(PAGE)).text).toContain("<dd>3 messages</dd>");
		expect((await fresh.get(`${PAGE}/send`)).text).toContain(
			"3 readers get it",
		);
		expect(await state()).toBe("approved");
		await now.send(`${PAGE}/send`, `${PAGE}/send`);
		expect([await state(), woken]).toEqual(["sealed", 1]);
		const late = await now.post(`${PAGE}/send`, {
			...now.formIn((await now.get(`${PAGE}/pause`)).text, `${PAGE}/pause`),
		});
		expect(late.status).toBe(303);

		const states = (from: string, to: string) =>
			app.db
				.updateTable("deliveries")
				.set({ state: to as "refused", smtp_reply: "550 <i>no</i>" })
				.where("state", "=", from as "pending")
				.execute();
		await states("pending", "refused");
		await app.db
			.updateTable("issues")
			.set({ state: "complete", completed_at: app.clock.now() })
			.execute();
		const before = await allRows(app.db);
		const dry = (await now.get(`${PAGE}/missing`)).text;
		expect(dry).toContain("Also the 3 whose servers refused it");
		expect(dry).toContain("550 &lt;i&gt;no&lt;/i&gt;");
		expect(await allRows(app.db)).toBe(before);
		const missing = `${PAGE}/missing`;
		const nobody = await now.send(missing, missing);
		expect(nobody.text).toContain("Nobody is missing any more");
		await now.send(missing, missing, { refused: "yes" });
		// Sending twice is safe, and woke it, too.
		expect([await state(), woken]).toEqual(["sending", 3]);
		await app.dispose();
	});

	it("sends nothing from a copied database before a person allows it, and says what that stops", async () => {
		const { app, editor, state } = await open();
		await insertInstance(app.db, "another:1@/copy", app.clock.now());
		const page = (await editor.get(PAGE)).text;
		expect(page).toContain("was copied or restored");
		expect(page).not.toContain("Send it now");
		const form = editor.formIn(
			(await editor.get(`${PAGE}/cancel`)).text,
			`${PAGE}/cancel`,
		);
		expect((await editor.post(`${PAGE}/send`, form)).text).toContain(
			"was copied or restored",
		);
		const adopt = `${PAGE}/adopt`;
		const wrong = await editor.send(adopt, adopt, { confirm: "yes" });
		expect([wrong.status, await state()]).toEqual([409, "approved"]);
		await editor.send(adopt, adopt, { confirm: "adopt" });
		expect(await state()).toBe("draft");
		expect((await editor.get(PAGE)).text).not.toContain(
			"was copied or restored",
		);
		await app.dispose();
	});

	it("names what differs between a sealed issue and the catalog of today by fact", async () => {
		const { app, issue, editor } = await open();
		const path = "/studio/issues/1/differences";
		expect((await editor.get(path)).text).toContain("Nothing differs");
		await sealIssue(app, nothingFound, issue.id);
		expect((await editor.get(path)).text).toContain("Nothing differs");
		await app.db
			.updateTable("tools")
			.set({ entry_price: "<b>$25" })
			.where("slug", "=", "one-left")
			.execute();
		const { text } = await editor.get(path);
		expect(text).toContain("Price of One Left: Free → &lt;b&gt;$25");
		expect(text).not.toContain("Price before");
		await app.dispose();
	});
});
