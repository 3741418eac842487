import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../src/db/studio/studio-tables.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { formIn } from "../issue/editor.ts";
import { type OpenAccess, openAccess, type Visitor } from "./open-access.ts";

const READER = "reader@example.org";
const NAME = "Reinhild Quasthoff";

let database: TestDatabase;
let access: OpenAccess;
let visitors: Record<Role, Visitor>;
let reader: number;

beforeAll(async () => {
	database = await freshSqlite();
	const readerIds = new Map<string, number>();
	access = await openAccess(
		database,
		{},
		{
			findings: [
				{
					level: "warn",
					code: "long",
					place: "375 px light",
					what: "A word is cut off.",
					fix: "Shorten it.",
					readers: [READER],
				},
			],
			copies: 3,
			leftOut: [],
			at: null,
			seen: false,
			readerIds,
		},
	);
	const { db, clock } = access.app;
	await seedComparison(db, "One", "2026-11-15T08:00:00.000Z");
	await draftIssue(access.app);
	const { subscriber } = await addSubscriber(db, clock, {
		email: READER,
		name: NAME,
		confirmed: true,
		bookmarks: [],
	});
	reader = subscriber.id;
	readerIds.set(READER, reader);
	visitors = {
		admin: await access.signedIn("zoe", "admin"),
		publisher: await access.signedIn("pat", "publisher"),
		editor: await access.signedIn("ed", "editor"),
	};
});

afterAll(async () => {
	await access.app.dispose();
	await database.db.destroy();
});

const ISSUE = "/studio/issues/1";

/** Pages on which a reader could be shown to whoever may open them. */
const PREVIEWS = [
	"/studio/preview",
	"/studio/preview?reader=longest-name",
	"/studio/preview?reader=longest-name&view=headers",
	"/studio/preview?reader=largest&view=source",
	"/studio/preview/frame?reader=longest-name",
	"/studio/preview/message.eml?reader=longest-name",
	"/studio/preview?reader=&reader=longest-name",
	"/studio/preview?q=reader",
];
const OTHERS = [
	"/studio",
	`${ISSUE}/edit`,
	`${ISSUE}/approval`,
	`${ISSUE}/sending`,
	`${ISSUE}/differences`,
	"/studio/reports",
	"/studio/log",
	"/studio/letters",
	"/studio/catalog",
];

test("no page shows a mere editor a reader's address or name, and a publisher sees them", async () => {
	const shows = async (who: Visitor, page: string) => {
		const { status, text } = await who.get(page);
		expect([page, status]).toEqual([page, 200]);
		return text.includes(READER) || text.includes(NAME);
	};
	for (const page of [...PREVIEWS, ...OTHERS])
		expect([page, await shows(visitors.editor, page)]).toEqual([page, false]);
	for (const page of PREVIEWS)
		expect([page, await shows(visitors.publisher, page)]).toEqual([page, true]);
});

test("an editor gets to no reader's own copy by any way to name one", async () => {
	const { editor, publisher } = visitors;
	for (const path of ["/studio/preview", `${ISSUE}`])
		for (const query of [
			`reader=${reader}`,
			`reader=x&reader=${reader}`,
			`reader=${reader}&reader=x`,
			`%72eader=${reader}`,
			`reader=%3${String(reader)[0]}`,
		])
			for (const part of ["", "/frame", "/message.eml"]) {
				const { status, text } = await editor.get(`${path}${part}?${query}`);
				expect([query, text.includes(READER) || text.includes(NAME)]).toEqual([
					query,
					false,
				]);
				if (path === "/studio/preview") expect(status).toBe(403);
			}
	const finding = (await editor.get("/studio/preview")).text;
	expect(finding).toContain("…@example.org");
	expect(finding).not.toContain(`reader=${reader}`);
	expect((await publisher.get("/studio/preview")).text).toContain(
		`reader=${reader}`,
	);
});

test("an editor sends a test as a new reader, and not as a subscriber, whether there is one or not", async () => {
	const page = `${ISSUE}/approval`;
	const send = async (who: Visitor, as: string) => {
		const html = (await who.get(page)).text;
		const fields = formIn(html, `${page}/test`);
		const { status, text } = await who.post(`${page}/test`, {
			...fields,
			to: "me@example.com",
			as,
		});
		return [status, /Your role sends tests/.test(text)];
	};
	const { editor, publisher } = visitors;
	expect(await send(editor, READER)).toEqual([409, true]);
	expect(await send(editor, "nobody@example.org")).toEqual([409, true]);
	expect(await send(editor, "")).toEqual([200, false]);
	expect(await send(publisher, READER)).toEqual([200, false]);
	expect((await editor.get(page)).text).not.toContain('name="as"');
});

test("an editor is offered no act that only a publisher may do, and is told who may", async () => {
	const { editor, publisher } = visitors;
	for (const [page, act, words] of [
		[`${ISSUE}/approval`, "Approve exactly this", "A publisher can approve"],
		[`${ISSUE}/sending`, "Cancel…", "A publisher can send"],
	] as const) {
		const mine = (await editor.get(page)).text;
		expect([mine.includes(act), mine.includes(words)]).toEqual([false, true]);
		const theirs = (await publisher.get(page)).text;
		expect([theirs.includes(act), theirs.includes(words)]).toEqual([
			true,
			false,
		]);
	}
});

test("only an admin reads the built-in mailbox, which has the links of readers and editors", async () => {
	const { editor, publisher, admin } = visitors;
	for (const path of ["/mailbox", "/mailbox/1", "/mailbox/1/mail.eml"]) {
		expect((await publisher.get(path)).status).toBe(403);
		expect((await editor.get(path)).status).toBe(403);
		expect((await admin.get(path)).status).not.toBe(403);
	}
	expect((await publisher.get("/studio")).text).not.toContain('"/mailbox"');
	expect((await admin.get("/studio")).text).toContain('"/mailbox"');
});
