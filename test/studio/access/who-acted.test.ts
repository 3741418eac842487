import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import {
	findEditor,
	removeEditor,
} from "../../../src/editors/manage-editors.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";
import { formIn } from "../issue/editor.ts";
import { type OpenAccess, openAccess, type Visitor } from "./open-access.ts";

const WAIT = { timeout: 30_000, interval: 20 };

let database: TestDatabase;
let access: OpenAccess;
let zoe: Visitor;

beforeAll(async () => {
	database = await freshSqlite();
	access = await openAccess(database);
	const { db } = access.app;
	await seedSubscribers(db, 2);
	await seedComparison(db, "One", "2026-11-15T08:00:00.000Z");
	await draftIssue(access.app);
	zoe = await access.signedIn("zoe", "admin");
});

afterAll(async () => {
	await access.app.dispose();
	await database.db.destroy();
});

const newest = async () => (await auditEntries(access.app.db, null, 1))[0];

/** Sends the form on a page, as a browser fills it in, with what is typed. */
async function act(
	page: string,
	action: string,
	typed: Record<string, string> = {},
) {
	const html = (await zoe.get(page)).text;
	return zoe.post(action, { ...formIn(html, action), ...typed });
}

test("the audit log names the editor for every kind of change", async () => {
	const { db } = access.app;
	const [tool] = await db.selectFrom("tools").select("slug").execute();
	const [person] = await db.selectFrom("subscribers").select("id").execute();
	const issue = "/studio/issues/1";
	const catalog = `/studio/catalog/${tool?.slug}`;
	const people = "/studio/people";
	const acts: [string, string, Record<string, string>][] = [
		[`${issue}/edit`, `${issue}/edit`, { subject: "Mine" }],
		[catalog, catalog, { "fact:entryPrice": "$20" }],
		[
			`${people}/add`,
			`${people}/add`,
			{ address: "new@example.org", consent: "known" },
		],
		[
			`${people}/suppress`,
			`${people}/suppress`,
			{ address: "no@example.org", reason: "operator", sure: "yes" },
		],
		[
			`${people}/${person?.id}/unsubscribe`,
			`${people}/${person?.id}/unsubscribe`,
			{},
		],
		[
			"/studio/editors",
			"/studio/editors",
			{ address: "ben@example.com", name: "Ben", role: "editor" },
		],
		[`${issue}/sending/cancel`, `${issue}/sending/cancel`, { confirm: "1" }],
	];
	for (const [page, action, typed] of acts) {
		const before = (await newest())?.id ?? 0;
		const { status, text } = await act(page, action, typed);
		expect([action, status, status < 400 ? "" : text]).toEqual([
			action,
			expect.any(Number),
			"",
		]);
		const made = (await auditEntries(db, null, 20)).filter(
			({ id }) => id > before,
		);
		expect([
			action,
			made.length > 0,
			[...new Set(made.map((one) => one.who))],
		]).toEqual([action, true, ["zoe"]]);
	}
});

test("an import that was confirmed goes on to its end when its editor is removed, under their name", async () => {
	const { app, signedIn } = access;
	const una = await signedIn("una", "admin");
	const page = "/studio/people/import";
	const html = (await una.get(page)).text;
	const rows = Array.from({ length: 300 }, (_, n) => `u${n}@example.org`);
	const begun = await una.post(page, {
		...formIn(html, page),
		rows: ["email", ...rows].join("\n"),
		consent: "Asked on paper.",
	});
	expect(begun.status).toBe(303);
	const run = begun.location ?? "";
	await expect
		.poll(async () => (await una.get(run)).text.includes(`${run}/start`), WAIT)
		.toBe(true);
	const start = formIn((await una.get(run)).text, `${run}/start`);
	expect((await una.post(`${run}/start`, start)).status).toBe(303);
	await removeEditor(app, (await findEditor(app.db, "una")).id);
	await expect
		.poll(
			async () =>
				(
					await app.db
						.selectFrom("subscribers")
						.select("id")
						.where("email", "like", "u%@example.org")
						.execute()
				).length,
			WAIT,
		)
		.toBe(300);
	expect((await una.get(run)).status).toBe(302);
	const entries = await auditEntries(app.db, null, 5);
	expect(entries.find(({ action }) => action === "import")?.who).toBe("una");
});
