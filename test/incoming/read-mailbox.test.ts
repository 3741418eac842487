import { afterEach, beforeEach, expect, it } from "vitest";
import { readMailbox } from "../../src/incoming/read-mailbox.ts";
import { createLog } from "../../src/log.ts";
import { bounceMail } from "../delivery/returns/relay.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { FakeClock } from "../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { IMAP_PASSWORD, startImap } from "../support/imap-server.ts";
import { refuse } from "../support/refusing-database.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";
import { testTls } from "../support/tls.ts";

const SIGNAL = new AbortController().signal;
const DAY = 24 * 60 * 60_000;

let database: TestDatabase;
let sink: Sink;
let app: TestApp;
let server: Awaited<ReturnType<typeof startImap>>;
let told: string[];
let log: string[];
beforeEach(async () => {
	database = await freshSqlite();
	sink = await startSink();
	told = [];
	log = [];
});
afterEach(async () => {
	await app.dispose();
	await database.db.destroy();
	await sink.close();
	await server.close();
});

async function open(
	folders: Record<string, readonly string[]>,
	env: Record<string, string> = {},
	setting: Partial<Parameters<typeof startImap>[0]> = {},
) {
	server = await startImap({ folders, ...setting });
	app = await testApp(
		database,
		{
			SMTP_URL: `${sink.url}?tls=off`,
			BOUNCE_MAILBOX: "bounces@example.com",
			UNSUBSCRIBE_MAILBOX: "leave@example.com",
			REPLY_TO: "editor@example.com",
			FEEDBACK_FORWARD: "true",
			FEEDBACK_IMAP_URL: server.url,
			...env,
		},
		new FakeClock(),
		createLog("trace", { write: (line) => log.push(line) }),
	);
	await seedSubscribers(app.db, 3);
}

const read = () =>
	readMailbox(
		{
			...app,
			notify: async (headline, message) => {
				told.push(`${headline}: ${message}`);
			},
		},
		SIGNAL,
	);
const rows = () => app.db.selectFrom("feedback").selectAll().execute();
const bounceOf = (n: number) =>
	bounceMail({
		to: "digest@example.com",
		recipient: `reader${n}@example.com`,
		reply: "550 5.1.1 User unknown",
		id: `m${n}`,
	});
const letter = (subject: string, more = "") =>
	`From: Ada <ada@example.com>\nTo: digest@example.com\nSubject: ${subject}\n${more}\nHello!\n`;
const seen = (folder: string) =>
	server.folder(folder).messages.filter(({ flags }) => flags.has("\\Seen"))
		.length;

it("sorts bounces, requests to unsubscribe and letters of one mailbox, reads junk too, and passes on nothing from there", async () => {
	await open({
		INBOX: [
			bounceOf(1),
			letter("older than the set-up"),
			letter("away", "Auto-Submitted: auto-replied\n"),
		],
		Spam: [bounceOf(2)],
	});
	await read();
	for (const mail of ["", letter("a reply")]) server.add("INBOX", mail);
	server.add("Spam", letter("buy this"));
	server.add(
		"INBOX",
		`From: reader3@example.com\nTo: leave+${app.tokens.sign("unsubscribe", 3)}@example.com\nSubject: unsubscribe\n\n`,
	);
	for (const _ of [1, 2]) await read();
	expect((await rows()).filter(({ kind }) => kind === "bounce")).toHaveLength(
		2,
	);
	const reader3 = await app.db
		.selectFrom("subscribers")
		.select("state")
		.where("id", "=", 3)
		.executeTakeFirst();
	expect(reader3?.state).toBe("unsubscribed");
	const passedOn = sink.messages.filter(
		({ recipient }) => recipient === "editor@example.com",
	);
	expect(
		passedOn.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString())?.[1]),
	).toEqual(["a reply"]);
	// The empty message stays for a person, as do the old letter and junk that is none of ours.
	expect([seen("INBOX"), seen("Spam")]).toEqual([4, 1]);
});

it("marks a message only after its row is committed, and reads it again when it was not", async () => {
	await open({ INBOX: [bounceOf(1), bounceOf(2)] });
	const endRefusal = await refuse(database, "insert on feedback", "true");
	const { faults } = await read();
	expect(faults).toHaveLength(2);
	expect(told.join()).toMatch(/disk is full/);
	expect(seen("INBOX")).toBe(0);
	await endRefusal();
	await read();
	expect(seen("INBOX")).toBe(2);
	expect(await rows()).toHaveLength(2);
});

it("a broken connection goes on the next time, and one message that always breaks it does not stop the others", async () => {
	await open({ INBOX: Array.from({ length: 120 }, (_, n) => bounceOf(n + 1)) });
	const isSource = (line: string) => /FETCH .*BODY/.test(line);
	const names = (line: string, uid: number) =>
		(line.split(" ")[2] ?? "").split(",").some((range) => {
			const [from = 0, to = from] = range.split(":").map(Number);
			return from <= uid && uid <= to;
		});
	server.fault = (line) =>
		isSource(line) && names(line, 70) ? "drop" : undefined;
	let runs = 0;
	while ((await rows()).length < 119 && runs++ < 5)
		await read().catch((error: Error) =>
			expect(error.message).toMatch(/goes on from there/),
		);
	expect(await rows()).toHaveLength(119);
	expect(runs).toBeLessThanOrEqual(4);
	server.fault = () => undefined;
	await read();
	expect(await rows()).toHaveLength(120);
	expect(seen("INBOX")).toBe(120);
});

it("what can't be taken in for a day is tried no more, and was told", async () => {
	await open({ INBOX: [bounceOf(1)] });
	server.fault = (line) =>
		/FETCH .*BODY/.test(line) ? "TAG NO it is damaged" : undefined;
	for (const wait of [0, DAY / 2, DAY]) {
		app.clock.advance(wait);
		await read();
	}
	expect(told.at(-1)).toMatch(
		/message 1 of the folder INBOX: .*damaged.*; it is tried no more/,
	);
	server.commands.length = 0;
	await read();
	expect(server.commands.filter((line) => /FETCH/.test(line))).toEqual([]);
});

it("a mailbox is read in pieces, a large message only to its beginning, and a folder with another UIDVALIDITY from its beginning", async () => {
	await open({
		INBOX: [
			...Array.from({ length: 60 }, (_, n) => bounceOf(n + 1)),
			`${bounceOf(61)}${"x".repeat(5_000_000)}`,
		],
	});
	await read();
	const pieces = server.commands.filter((line) => /FETCH .*BODY/.test(line));
	expect(pieces).toHaveLength(2);
	expect(pieces.every((line) => line.includes("<0.2097152>"))).toBe(true);
	expect(await rows()).toHaveLength(61);
	const inbox = server.folder("INBOX");
	inbox.messages.splice(1);
	inbox.uidValidity++;
	inbox.messages.push({ uid: 2, raw: bounceOf(99), flags: new Set() });
	await read();
	expect(await rows()).toHaveLength(62);
});

it("messages that were taken in are moved to a folder, which is created", async () => {
	await open(
		{ INBOX: [bounceOf(1), letter("a reply")] },
		{
			FEEDBACK_FORWARD: "false",
			FEEDBACK_IMAP_MOVE_TO: "Taken in",
			FEEDBACK_IMAP_FOLDERS: "INBOX, Nowhere",
		},
	);
	const { faults } = await read();
	expect(faults).toEqual(["the mailbox has no folder Nowhere"]);
	expect(
		server
			.folder("Taken in")
			.messages.map(({ raw }) => raw.includes("reader1")),
	).toEqual([true]);
	expect(server.folder("INBOX").messages).toHaveLength(1);
});

it("logs in by an access token of a command, and says nothing of a secret when it can't", async () => {
	const token = "ya29.a-token-of-tests";
	await open(
		{ INBOX: [bounceOf(1)] },
		{ FEEDBACK_IMAP_TOKEN_COMMAND: `echo ${token}` },
		{ accessToken: token },
	);
	await read();
	expect(await rows()).toHaveLength(1);
	server.fault = (line) =>
		/^AUTHENTICATE/.test(line) ? "TAG NO [AUTHENTICATIONFAILED] no" : undefined;
	const said = await read().catch((error: Error) => error.message);
	expect(said).toMatch(/can't be opened: no/);
	expect(`${said}${log.join("")}${told.join("")}`).not.toMatch(
		/ya29|pass word/,
	);
});

it("sends no login to a server whose certificate is not trusted, or that offers no TLS", async () => {
	await open({ INBOX: [] }, {}, { tls: testTls });
	await expect(read()).rejects.toThrow(/self-signed|self signed/);
	expect(server.commands).toEqual([]);
	await server.close();
	server = await startImap({ folders: { INBOX: [] } });
	const config = {
		...app.config,
		feedbackImapUrl: server.url.replace("?tls=off", ""),
	};
	await expect(readMailbox({ ...app, config }, SIGNAL)).rejects.toThrow(
		/STARTTLS/i,
	);
	expect(server.commands.join()).not.toMatch(/LOGIN|AUTHENTICATE/);
	expect(log.join("")).not.toContain(IMAP_PASSWORD);
});
