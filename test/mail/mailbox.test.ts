import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Mailbox, openMailbox } from "../../src/mail/mailbox.ts";

let folder: string;
let path: string;
let mailbox: Mailbox;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "mailbox-"));
	path = join(folder, "data", "mailbox.sqlite");
	mailbox = openMailbox(path);
});
afterEach(() => {
	mailbox.close();
	rmSync(folder, { recursive: true });
});

const mail = (recipient: string, subject: string, body = "hi") => ({
	sender: "b+token@example.com",
	recipient,
	raw: Buffer.from(
		`From: d@example.com\r\nSubject: ${subject}\r\n\r\n${body}\r\n`,
	),
	receivedAt: "2026-11-20T12:00:00.000Z",
});

test("a message is kept byte for byte, with a summary for the list", () => {
	const sent = mail(
		"zoë@example.com",
		"=?utf-8?Q?Caf=C3=A9_?=\r\n =?utf-8?Q?au_lait?=",
	);
	const id = mailbox.append(sent);
	const found = mailbox.get(id);
	expect(found?.raw.equals(sent.raw)).toBe(true);
	expect(found?.summary).toEqual({
		id,
		receivedAt: sent.receivedAt,
		sender: sent.sender,
		recipient: "zoë@example.com",
		subject: "Café au lait",
		size: sent.raw.length,
	});
	expect(mailbox.list({ limit: 10 })).toEqual([found?.summary]);
	expect(mailbox.get(id + 1)).toBeNull();
});

test.each([
	["no subject at all", "From: a@b\r\n\r\nSubject: in the body\r\n", ""],
	["an empty subject", "Subject:\r\nX: y\r\n\r\n", ""],
	["a subject in unencoded UTF-8", "Subject: Zoë\r\n\r\n", "Zoë"],
	["headers and no body", "subject:  plain ", "plain"],
	["no bytes", "", ""],
	[
		"a subject in another charset",
		"Subject: =?iso-8859-1?B?WmnrZQ==?=\r\n\r\n",
		"Ziëe",
	],
])("the subject is read from a message with %s", (_title, text, subject) => {
	const raw = Buffer.from(text);
	mailbox.append({ ...mail("a@b", ""), raw });
	expect(mailbox.list({ limit: 1 })[0]?.subject).toBe(subject);
});

test("pages list every message once, from the newest to the oldest", () => {
	mailbox.appendAll(
		Array.from({ length: 25 }, (_, i) => mail(`r${i}@example.com`, `no ${i}`)),
	);
	const seen: string[] = [];
	let before: number | undefined;
	for (;;) {
		const page = mailbox.list({ limit: 10, ...(before ? { before } : {}) });
		if (page.length === 0) break;
		seen.push(...page.map(({ subject }) => subject));
		before = page.at(-1)?.id;
	}
	expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `no ${24 - i}`));
	expect(mailbox.count()).toBe(25);
});

test("a search finds a part of the recipient or the subject in any case, without wildcards", () => {
	mailbox.append(mail("Zoë@Example.com", "Weekly verdicts"));
	mailbox.append(mail("bob@example.com", "100% SHIP_it"));
	const found = (search: string) =>
		mailbox.list({ limit: 10, search }).map(({ recipient }) => recipient);
	expect(found("ZOË")).toEqual(["Zoë@Example.com"]);
	expect(found("zoe\u0308")).toEqual(["Zoë@Example.com"]);
	expect(found("EXAMPLE")).toHaveLength(2);
	expect(found("ship_IT")).toEqual(["bob@example.com"]);
	expect(found("%")).toEqual(["bob@example.com"]);
	expect(found("w_ekly")).toEqual([]);
	expect(found("token")).toEqual([]);
	expect(mailbox.count("verdicts")).toBe(1);
	expect(mailbox.count("")).toBe(2);
});

test("the version changes when any process adds mail or clears the mailbox", () => {
	const other = openMailbox(path);
	const versions = [mailbox.version()];
	mailbox.append(mail("a@b", "one"));
	versions.push(other.version());
	other.appendAll([mail("a@b", "two"), mail("a@b", "three")]);
	versions.push(mailbox.version());
	other.clear();
	versions.push(mailbox.version());
	mailbox.append(mail("a@b", "four"));
	versions.push(other.version());
	expect(new Set(versions.slice(0, 3)).size).toBe(3);
	expect(versions[3]).not.toBe(versions[2]);
	expect([...versions.slice(0, 3)]).not.toContain(versions[4]);
	expect(mailbox.count()).toBe(1);
	other.close();
});

test("of several messages, all are stored or none", () => {
	const broken = { ...mail("a@b", "two"), raw: null as unknown as Buffer };
	expect(() => mailbox.appendAll([mail("a@b", "one"), broken])).toThrow();
	expect(mailbox.count()).toBe(0);
});

test("with a hundred thousand messages, a page, the version and the count do not read them all", () => {
	const mails = Array.from({ length: 1000 }, (_, i) => i);
	for (let round = 0; round < 100; round++)
		mailbox.appendAll(
			mails.map((i) =>
				mail(`r${round * 1000 + i}@example.com`, "Weekly", "x".repeat(200)),
			),
		);
	/** Milliseconds of the quickest of five: on a busy machine, the others measure the machine. */
	const quickest = (act: () => unknown) =>
		Math.min(
			...[1, 2, 3, 4, 5].map(() => {
				const before = performance.now();
				act();
				return performance.now() - before;
			}),
		);
	// A search reads the summary of every message, so it is the measure for the others.
	const search = quickest(() => mailbox.list({ limit: 50, search: "r77@" }));
	expect(search).toBeLessThan(1000);
	const page = quickest(() => mailbox.list({ limit: 50 }));
	const lastPage = quickest(() => mailbox.list({ limit: 50, before: 100 }));
	const count = quickest(() => mailbox.count());
	const version = quickest(() => mailbox.version());
	expect(page).toBeLessThan(search / 5);
	expect(lastPage).toBeLessThan(search / 5);
	expect(count).toBeLessThan(search / 2);
	expect(version).toBeLessThan(search / 20);
	expect(mailbox.list({ limit: 50, search: "r77@" })).toHaveLength(1);
	expect(mailbox.count("r999")).toBe(111);
});
