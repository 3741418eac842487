import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { suppressByEditor } from "../../../src/subscriber/by-editor/acts.ts";
import {
	changeable,
	changeByEditor,
} from "../../../src/subscriber/by-editor/change.ts";

import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { testApp } from "../../support/app.ts";
import { describeDatabases } from "../../support/databases.ts";
import { allRows, openEditor } from "../issue/editor.ts";

describeDatabases("the page that changes a person", (database) => {
	async function open() {
		const app = await testApp(database);
		const { subscriber } = await addSubscriber(app.db, app.clock, {
			email: "ada@home.example",
			name: "Ada <b>Lovelace</b>",
			choices: { categories: '["AI","a; b"]', time_zone: "Europe/Berlin" },
			confirmed: true,
		});
		const { id } = subscriber;
		const editor = await openEditor(app);
		const path = `/studio/people/${id}/change`;
		return {
			app,
			editor,
			id,
			path,
			row: () => subscriberById(app.db, id),
			save: (fields: Record<string, string>) => editor.send(path, path, fields),
			entries: async () =>
				(await auditEntries(app.db, null, 50)).filter(
					({ action }) => action === "change",
				),
		};
	}

	it("shows what they have, changes exactly what was edited, and records it once, without what was typed", async () => {
		const { app, editor, id, path, row, save, entries } = await open();
		const before = await row();
		const { text } = await editor.get(path);
		expect(text).toContain('value="Ada &lt;b&gt;Lovelace&lt;/b&gt;"');
		const same = await save({});
		expect(same.location).toBe(`/studio/people/${id}?done=same`);
		expect(await row()).toEqual(before);
		expect(await entries()).toEqual([]);

		const saved = await save({
			"fact:name": " Countess ",
			"fact:format": "brief",
			"fact:lens": "skeptic",
			"fact:language": "de",
			"fact:categories": "",
			"fact:timeZone": "",
			"fact:pause": "4",
		});
		expect(saved.location).toBe(`/studio/people/${id}?done=changed`);
		const changed = await row();
		expect(changed).toEqual({
			...before,
			name: "Countess",
			format: "brief",
			lens: "skeptic",
			language: "de",
			categories: null,
			time_zone: null,
			paused_until: changed?.paused_until,
			updated_at: app.clock.now(),
		});
		const days =
			(Date.parse(changed?.paused_until ?? "") - Date.parse(app.clock.now())) /
			86_400_000;
		expect(days).toBe(28);
		const [entry, ...more] = await entries();
		expect(more).toEqual([]);
		expect(JSON.parse(entry?.before ?? "")).toEqual({
			format: "full",
			lens: "panel",
			language: null,
			paused_until: null,
		});
		expect(JSON.parse(entry?.after ?? "")).toEqual({
			format: "brief",
			lens: "skeptic",
			language: "de",
			paused_until: changed?.paused_until,
			changed: ["name", "categories", "time_zone"],
		});
		expect(JSON.stringify(entry)).not.toMatch(/countess|lovelace|berlin/i);
		expect((await editor.get(path)).text).toContain("Until ");
		await save({ "fact:pause": "", "fact:name": "", "fact:lens": "panel" });
		expect(await row()).toMatchObject({
			name: null,
			lens: null,
			paused_until: null,
			format: "brief",
		});
		// As the log says it.
		const person = (await editor.get(`/studio/people/${id}`)).text;
		expect(person).toContain("changed: name, categories, time zone");
		expect(person).toMatch(/paused until: \w{3} \d+ \w{3} \d{4}, /);
		await app.dispose();
	});

	it("refuses a stale form with both versions, and saves it when it is sent again", async () => {
		const { app, editor, path, row, save, entries } = await open();
		const stale = editor.formIn((await editor.get(path)).text, path);
		await save({ "fact:name": "Grace", "fact:format": "brief" });
		const refused = await editor.post(path, {
			...stale,
			"fact:name": "Augusta",
		});
		expect(refused.status).toBe(409);
		expect(refused.text).toContain('value="Augusta"');
		expect(refused.text).toMatch(/Saved meanwhile:.*Grace/s);
		expect((await row())?.name).toBe("Grace");
		await editor.post(path, editor.formIn(refused.text, path));
		expect(await row()).toMatchObject({ name: "Augusta", format: "brief" });
		expect(await entries()).toHaveLength(2);
		await app.dispose();
	});

	it("refuses a form of somebody who was erased, though the address is here again with the same choices", async () => {
		const { app } = await open();
		const email = "bea@home.example";
		const add = () =>
			addSubscriber(app.db, app.clock, { email, confirmed: true });
		const { subscriber } = await add();
		const { version } = changeable(subscriber, app.clock.now());
		await app.db
			.deleteFrom("subscribers")
			.where("id", "=", subscriber.id)
			.execute();
		await add();
		await expect(
			changeByEditor(app, email, { name: "Old" }, { version }),
		).rejects.toThrow("Nothing of yours was saved");
		await app.dispose();
	});

	it("takes a form that was opened during a pause which has ended since, and leaves the pause as it is", async () => {
		const { app, editor, path, row, save } = await open();
		await save({ "fact:pause": "2" });
		const form = editor.formIn((await editor.get(path)).text, path);
		app.clock.advance(15 * 24 * 60 * 60 * 1000);
		const saved = await editor.post(path, { ...form, "fact:name": "Grace" });
		expect(saved.status).toBe(303);
		expect((await row())?.name).toBe("Grace");
		expect((await row())?.paused_until).not.toBeNull();
		await app.dispose();
	});

	it("lets only one of two editors through who save at once", async () => {
		const { app, editor, path, entries } = await open();
		const form = editor.formIn((await editor.get(path)).text, path);
		const answers = await Promise.all(
			["Grace", "Hedy"].map((name) =>
				editor.post(path, { ...form, "fact:name": name }),
			),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
		expect(await entries()).toHaveLength(1);
		await app.dispose();
	});

	it("refuses what no field offers, and changes nobody who left or must not be mailed", async () => {
		const { app, editor, id, path, save } = await open();
		const before = await allRows(app.db);
		for (const [field, value] of [
			["name", "x".repeat(81)],
			["name", "a\tb"],
			["format", "<svg>"],
			["lens", "<img>"],
			["language", "xx"],
			["timeZone", "Mars/<script>"],
			["categories", `[${"<script>"}`],
			["categories", "x".repeat(101)],
			["pause", "52"],
			["pause", "1e9"],
		] as const) {
			const refused = await save({ [`fact:${field}`]: value });
			expect([field, value, refused.status]).toEqual([field, value, 422]);
			expect(refused.text).toContain('role="alert"');
			expect(refused.text).not.toMatch(/<script>|<svg>|<img>|expected string/);
		}
		expect(await allRows(app.db)).toBe(before);
		const form = editor.formIn((await editor.get(path)).text, path);
		await suppressByEditor(app, "ada@home.example", "operator");
		const late = await editor.post(path, { ...form, "fact:name": "Late" });
		expect([late.status, late.text.includes("<form method")]).toEqual([
			422,
			false,
		]);
		expect(late.text).toContain("must not be mailed");
		expect((await editor.get(`/studio/people/${id}`)).text).not.toContain(path);
		expect(
			await changeByEditor(app, "no@one.example", { name: "X" }),
		).toBeNull();
		await app.dispose();
	});

	it("leads to all that is kept of them, which is a look in the log", async () => {
		const { app, editor, id } = await open();
		const { text } = await editor.get(`/studio/people/${id}/data.json`);
		expect(JSON.parse(text).subscriber.email).toBe("ada@home.example");
		const [entry] = await auditEntries(app.db, null, 1);
		expect([entry?.action, entry?.what]).toEqual([
			"look at",
			`subscriber ${id}`,
		]);
		expect((await editor.get("/studio/people/999/data.json")).status).toBe(404);
		await app.dispose();
	});
});
