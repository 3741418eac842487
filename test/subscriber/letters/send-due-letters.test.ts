import { beforeEach, expect, it } from "vitest";
import { insertLetter, lettersTo } from "../../../src/db/subscriber/letters.ts";
import { Failure } from "../../../src/errors.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { sendDueLetters } from "../../../src/subscriber/letters/send-due-letters.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";

const MINUTE = 60_000;

describeDatabases("a letter", (database) => {
	let app: TestApp;
	let id: number;
	let sent: string[];
	let broken: boolean;

	beforeEach(async () => {
		app = await testApp(database);
		sent = [];
		broken = false;
		const added = await addSubscriber(app.db, app.clock, {
			email: "ada@example.com",
			confirmed: true,
		});
		id = added.subscriber.id;
		await app.db.transaction().execute((trx) =>
			insertLetter(trx, {
				subscriberId: id,
				kind: "welcome",
				now: app.clock.now(),
			}),
		);
		return () => app.dispose();
	});

	const mail = (worker = "one") =>
		sendDueLetters({
			...app.letters,
			worker: { name: worker },
			async sendLetter(letter) {
				if (broken) throw new Failure("not-mailed", "the relay is down");
				sent.push(letter.to);
			},
		});

	it("is mailed once, and recorded as mailed", async () => {
		expect(await mail()).toBe(1);
		expect(await mail()).toBe(0);
		expect(sent).toEqual(["ada@example.com"]);
		expect(await lettersTo(app.db, id)).toMatchObject([
			{ sent_at: app.clock.now(), due_at: null, attempts: 1, failure: null },
		]);
	});

	it("is written in the language that its reader chose", async () => {
		await app.db.updateTable("subscribers").set({ language: "de" }).execute();
		const subjects: string[] = [];
		await sendDueLetters({
			...app.letters,
			worker: { name: "one" },
			sendLetter: async ({ subject, html, text }) => {
				subjects.push(subject);
				expect(html).toContain('<html lang="de"');
				expect(text).toContain("dienstags um 09:00 Uhr");
			},
		});
		expect(subjects).toEqual([`Willkommen bei ${app.config.publication}`]);
	});

	it("waits longer after each failure, and is given up in the end", async () => {
		broken = true;
		const waits: number[] = [];
		for (;;) {
			const begun = Date.parse(app.clock.now());
			expect(await mail()).toBe(1);
			const [letter] = await lettersTo(app.db, id);
			expect(letter?.failure).toBe("the relay is down");
			if (!letter?.due_at) break;
			waits.push((Date.parse(letter.due_at) - begun) / MINUTE);
			expect(await mail()).toBe(0);
			app.clock.set(letter.due_at);
		}
		expect(waits).toEqual([1, 5, 15, 60, 240, 720]);
	});

	it("that a dead process had claimed is mailed by another one after the lease", async () => {
		await app.db
			.updateTable("letters")
			.set({
				claimed_by: "dead",
				due_at: "2026-11-20T12:15:00.000Z",
				attempts: 1,
			})
			.execute();
		expect(await mail()).toBe(0);
		app.clock.advance(15 * MINUTE);
		expect(await mail()).toBe(1);
		expect(sent).toHaveLength(1);
	});

	it("to a subscriber who has unsubscribed meanwhile is not mailed", async () => {
		await unsubscribe(app.db, app.clock, id, "one-click");
		await mail();
		expect(sent).toEqual([]);
		expect(await lettersTo(app.db, id)).toMatchObject([
			{ sent_at: null, due_at: null, failure: "left in the meantime" },
		]);
	});

	it("is claimed by one worker at a time", async () => {
		const counts = await Promise.all([mail("one"), mail("two")]);
		expect(counts.sort()).toEqual([0, 1]);
		expect(sent).toHaveLength(1);
	});
});
