import { expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import type { Db } from "../../../src/db/schema.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { allRows, OWN, openEditor } from "./editor.ts";

const EDIT = "/studio/issues/1/edit";

async function seedWeek(db: Db): Promise<void> {
	for (const [index, name] of ["One", "Two", "Three", "Four"].entries())
		await seedComparison(db, name, `2026-11-1${index + 5}T08:00:00.000Z`);
}

describeDatabases("editing an issue in the studio", (database) => {
	async function open() {
		const app = await testApp(database, { LEADS: "2", BRIEFS: "1" });
		await seedWeek(app.db);
		const { issue } = await draftIssue(app);
		const editor = await openEditor(app);
		const placed = async () =>
			(await itemsOf(app.db, issue.id)).map(
				({ place, slug }) => `${place} ${slug}`,
			);
		return { app, issue, editor, placed };
	}

	it("saves words and notes, goes back to the composed words, and records who changed what", async () => {
		const { app, issue, editor, placed } = await open();
		const [first = ""] = await placed();
		const slug = first.split(" ")[1];
		const composed = editor.formIn((await editor.get(EDIT)).text, EDIT).subject;
		const saved = await editor.send(EDIT, EDIT, {
			subject: `<b>"Mine" & yours</b>`,
			intro: "One.\r\n\r\nTwo *words*.",
			signed: "Ada",
			[`note:${slug}`]: "Look twice.",
		});
		expect([saved.status, saved.location]).toEqual([303, EDIT]);
		const row = await issueById(app.db, issue.id);
		expect(row).toMatchObject({
			subject: `<b>"Mine" & yours</b>`,
			preheader: null,
			intro: "One.\n\nTwo *words*.",
			signed: "Ada",
			notes: JSON.stringify({ [`${slug}`]: "Look twice." }),
		});
		const page = await editor.get(EDIT);
		expect(page.text).not.toContain("<b>&quot;");
		expect(page.text).not.toContain(`<b>"`);
		expect(page.text).toContain("Go back to the composed subject");

		const unchanged = await allRows(app.db);
		expect((await editor.send(EDIT, EDIT)).status).toBe(303);
		expect(await allRows(app.db)).toBe(unchanged);

		await editor.send(EDIT, EDIT, { composed: "subject" });
		expect((await issueById(app.db, issue.id))?.subject).toBeNull();
		expect(editor.formIn((await editor.get(EDIT)).text, EDIT).subject).toBe(
			composed,
		);
		const [entry] = await auditEntries(app.db, null, 1);
		expect(entry).toMatchObject({
			who: "loopback",
			action: "edit",
			what: `issue ${issue.id}`,
			before: JSON.stringify({ subject: `<b>"Mine" & yours</b>` }),
			after: JSON.stringify({ subject: null }),
		});
		const log = await editor.get("/studio/log");
		expect(log.text).toContain("&lt;b&gt;&quot;Mine&quot; &amp; yours");
		expect(log.text).toContain(
			`<a href="/studio/issues/${issue.number}/sending"><bdi>issue ${issue.number}</bdi></a>`,
		);
		await app.dispose();
	});

	it("moves comparisons, leaves one out with a reason, brings it back, and a later draft keeps it so", async () => {
		const { app, issue, editor, placed } = await open();
		const items = await itemsOf(app.db, issue.id);
		const [a, b, c, d] = items.map((item) => item.slug);
		const idOf = (slug = "") =>
			items.find((item) => item.slug === slug)?.comparison_id;
		expect(await placed()).toEqual([
			`lead ${a}`,
			`lead ${b}`,
			`brief ${c}`,
			`more ${d}`,
		]);
		const move = async (value: string, more = {}) =>
			(await editor.send(EDIT, EDIT, { move: value, ...more })).status;
		expect(await move(`${idOf(b)} lead 0`, { intro: "Kept." })).toBe(303);
		expect((await issueById(app.db, issue.id))?.intro).toBe("Kept.");
		expect(await move(`${idOf(d)} brief`)).toBe(303);
		const before = await placed();
		expect(before).toEqual([
			`lead ${b}`,
			`lead ${a}`,
			`brief ${c}`,
			`brief ${d}`,
		]);
		expect(await move(`${idOf(a)} passed`)).toBe(422);
		expect(await placed()).toEqual(before);
		expect(
			await move(`${idOf(a)} passed`, {
				[`reason:${idOf(a)}`]: "Stale prices",
			}),
		).toBe(303);
		expect((await editor.get(EDIT)).text).toContain(
			"Left out by the editor: Stale prices",
		);
		expect(await move(`${idOf(b)} more`)).toBe(422);
		await draftIssue(app);
		expect(await placed()).toEqual([
			`lead ${b}`,
			`brief ${c}`,
			`brief ${d}`,
			`passed ${a}`,
		]);
		expect(await move(`${idOf(a)} lead 0`)).toBe(303);
		expect((await placed())[0]).toBe(`lead ${a}`);
		await app.dispose();
	});

	it("refuses a button that can't be read by its name, and saves nothing of its form", async () => {
		const { app, issue, editor } = await open();
		const before = await allRows(app.db);
		for (const [field, value] of [
			["move", "1 led 0"],
			["move", "1 lead -1"],
			["move", "99999999999 lead"],
			["composed", "signed by"],
			["composed", "fr:subject"],
		] as const) {
			const answer = await editor.send(EDIT, EDIT, {
				subject: "Typed beside it",
				[field]: value,
			});
			expect([value, answer.status]).toEqual([value, 422]);
			expect(answer.text).toContain(`the field “${field}” is`);
			expect(answer.text).toContain("Typed beside it");
			expect(await allRows(app.db)).toBe(before);
		}
		const check = await editor.send(
			"/studio/issues/1/approval",
			"/studio/issues/1/approval/check",
			{ browser: "maybe" },
		);
		expect([check.status, issue.state]).toEqual([409, "draft"]);
		expect(check.text).toContain("the field “browser” is yes, no or empty");
		await app.dispose();
	});

	it("refuses the second save of a stale state with both versions side by side, and saves the second try", async () => {
		const { app, issue, editor } = await open();
		const other = await openEditor(app);
		const mine = editor.formIn((await editor.get(EDIT)).text, EDIT);
		await other.send(EDIT, EDIT, {
			subject: "Theirs & first",
			preheader: "Also theirs",
		});
		const before = await allRows(app.db);
		const refused = await editor.post(EDIT, {
			...mine,
			subject: "Mine, which must not be lost",
			intro: "My intro",
		});
		expect(refused.status).toBe(409);
		expect(await allRows(app.db)).toBe(before);
		expect(refused.text).toContain("Theirs &amp; first");
		expect(refused.text).toContain(
			"Saved meanwhile by somebody on this machine, without a login",
		);
		const again = editor.formIn(refused.text, EDIT);
		expect(again).toMatchObject({
			subject: "Mine, which must not be lost",
			preheader: "Also theirs",
			intro: "My intro",
		});
		expect((await editor.post(EDIT, again)).status).toBe(303);
		expect(await issueById(app.db, issue.id)).toMatchObject({
			subject: "Mine, which must not be lost",
			preheader: "Also theirs",
			intro: "My intro",
		});
		await app.dispose();
	});

	it("a form that is sent twice, as by a double click, is saved once and not called a conflict", async () => {
		const { app, editor, placed } = await open();
		const [first] = await itemsOf(app.db, 1);
		const form = editor.formIn((await editor.get(EDIT)).text, EDIT);
		const twice = async (fields: Record<string, string>) => {
			const sent = { ...form, ...fields };
			const one = await editor.post(EDIT, sent);
			const saved = await allRows(app.db);
			const two = await editor.post(EDIT, sent);
			expect([one.location, two.location]).toEqual([EDIT, EDIT]);
			expect(await allRows(app.db)).toBe(saved);
			Object.assign(form, editor.formIn((await editor.get(EDIT)).text, EDIT));
		};
		await twice({ subject: "Mine", intro: "Also mine." });
		const move = `${first?.comparison_id} lead 1`;
		await twice({ move });
		expect((await placed())[1]).toBe(`lead ${first?.slug}`);
		const other = await openEditor(app);
		await other.send(EDIT, EDIT, { subject: "Theirs" });
		const stale = { ...form, "was:subject": "Mine", subject: "Mine again" };
		expect((await editor.post(EDIT, stale)).status).toBe(409);
		await app.dispose();
	});

	it("saves words and notes in another language together with the others, beside what is composed in it, and names them as differences", async () => {
		const app = await testApp(database, { PUBLICATION_LANGUAGE: "en, de" });
		await seedWeek(app.db);
		const { issue } = await draftIssue(app);
		await approveIssue(app, nothingFound, issue.id, "editor");
		const editor = await openEditor(app);
		const form = editor.formIn((await editor.get(EDIT)).text, EDIT);
		const note = Object.keys(form).find((field) => /^de:note:/.test(field));
		const composed = form["de:subject"] ?? "";
		expect(composed).not.toBe("");
		expect(composed).not.toBe(form.subject);
		const saved = await editor.post(EDIT, {
			...form,
			signed: "Mara",
			subject: "For all",
			"de:subject": "Für <b>alle</b>",
			[`${note}`]: "Eine Anmerkung.",
		});
		expect(saved.status).toBe(303);
		const row = await issueById(app.db, issue.id);
		expect(row?.revision).toBe(Number(form.revision) + 1);
		expect(JSON.parse(row?.translations ?? "")).toEqual({
			de: {
				subject: "Für <b>alle</b>",
				notes: { [`${note?.slice("de:note:".length)}`]: "Eine Anmerkung." },
			},
		});
		const page = (await editor.get(EDIT)).text;
		expect(page).not.toContain("Für <b>");
		expect(page).toContain("Go back to the composed subject in Deutsch");
		const differences = (await editor.get("/studio/issues/1/differences")).text;
		expect(differences).toContain("→ Für &lt;b&gt;alle");
		expect(differences).toContain("Subject in Deutsch");
		expect(differences).toMatch(/Editor’s note in Deutsch on \w+/);
		await editor.send(EDIT, EDIT, { composed: "de:subject", [`${note}`]: "" });
		expect((await issueById(app.db, issue.id))?.translations).toBeNull();
		expect(
			editor.formIn((await editor.get(EDIT)).text, EDIT)["de:subject"],
		).toBe(composed);
		await app.dispose();
	});

	it("keeps what was typed when it can't be saved", async () => {
		const { app, editor } = await open();
		const before = await allRows(app.db);
		const long = "x".repeat(151);
		const refused = await editor.send(EDIT, EDIT, {
			subject: long,
			intro: "Fine",
		});
		expect(refused.status).toBe(422);
		expect(refused.text).toContain("151 characters long");
		expect(editor.formIn(refused.text, EDIT)).toMatchObject({
			subject: long,
			intro: "Fine",
		});
		expect(await allRows(app.db)).toBe(before);
		await app.dispose();
	});
});

describeDatabases("the guard of the studio", (database) => {
	it("changes nothing by GET or HEAD, by a foreign form or without a token, on any route", async () => {
		const app = await testApp(database);
		await seedWeek(app.db);
		await draftIssue(app);
		const editor = await openEditor(app);
		const form = editor.formIn((await editor.get(EDIT)).text, EDIT);
		const before = await allRows(app.db);
		const paths = (method: string) => [
			...new Set(
				editor.studio.routes
					.filter((route) => route.method === method && route.path !== "/*")
					.map((route) =>
						route.path.replaceAll(/:\w+(?:\{(?:[^{}]|\{[^}]*\})*\})?/g, "1"),
					),
			),
		];
		const posts = paths("POST");
		expect(posts).toContain(EDIT);
		const { token, ...rest } = form;
		const own = { ...OWN };
		for (const path of posts) {
			const full = { ...form, subject: "Forged", confirm: "1" };
			for (const [fields, headers] of [
				[full, { host: OWN.host }],
				[full, { ...own, origin: "https://evil.example" }],
				[full, { ...own, origin: "http://localhost:3000" }],
				[full, { ...own, origin: "null" }],
				[full, { ...own, host: "evil.example", origin: "http://evil.example" }],
				[full, { ...own, cookie: "" }],
				[full, { ...own, "content-type": "text/plain" }],
				[rest, own],
				[{ ...full, token: `${token}x` }, own],
				[full, { ...own, cookie: `studio_session=${"A".repeat(43)}` }],
			] as const) {
				const { status } = await editor.post(
					path,
					{ ...fields },
					{ ...headers },
				);
				expect([path, status]).toEqual([
					path,
					"content-type" in headers ? 415 : 403,
				]);
			}
		}
		expect(await allRows(app.db)).toBe(before);
		for (const path of [...paths("GET"), ...posts])
			for (const method of ["HEAD", "GET"]) {
				if (path === "/studio/events" && method === "GET") continue;
				const query = new URLSearchParams({ ...form, subject: "Forged" });
				const answer = await editor.studio.request(`${path}?${query}`, {
					method,
					headers: { ...OWN, cookie: editor.cookie() },
				});
				expect(answer.status, path).toBeLessThan(500);
			}
		expect(await allRows(app.db)).toBe(before);
		await app.dispose();
	});
});
