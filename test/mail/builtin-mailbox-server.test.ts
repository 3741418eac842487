import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
	type BuiltInMailbox,
	startBuiltInMailbox,
} from "../../src/mail/builtin-mailbox-server.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { FakeClock } from "../support/clock.ts";
import { mailOf } from "./smtp/lane-setting.ts";

const clock = new FakeClock();
let folder: string;
let path: string;
let mailer: BuiltInMailbox;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "builtin-mailbox-"));
	path = join(folder, "mailbox.sqlite");
	mailer = await startBuiltInMailbox({ path, clock });
});
afterEach(async () => {
	await mailer.close();
	rmSync(folder, { recursive: true });
});

test("a message is handed over by real SMTP and stored in the mailbox", async () => {
	const lane = mailer.lane();
	const message = mailOf(60_000, "zoë@example.com");
	expect(await lane.handover(message)).toMatchObject({ kind: "accepted" });
	const [summary] = mailer.mailbox.list({ limit: 10 });
	expect(summary).toMatchObject({
		sender: message.sender,
		recipient: "zoë@example.com",
		subject: "Verdicts",
		receivedAt: clock.now(),
		size: message.raw.length,
	});
	expect(mailer.mailbox.get(summary?.id ?? 0)?.raw.equals(message.raw)).toBe(
		true,
	);
	expect(mailer.description).toBe("the built-in mailbox");
});

test("a recipient below .invalid is refused for good, as one that never exists, and no other is", async () => {
	const outcomes = await Promise.all(
		["a@nowhere.invalid", "a@INVALID", "invalid@example.com"].map((to) =>
			mailer.lane().handover(mailOf(1000, to)),
		),
	);
	expect(outcomes.map(({ kind }) => kind)).toEqual([
		...["rejected", "rejected", "accepted"],
	]);
	expect(outcomes[0]).toMatchObject({
		reply: expect.stringContaining("5.1.2"),
	});
	expect(mailer.mailbox.count()).toBe(1);
});

test("a message is in the file before the server answers that it is accepted", async () => {
	const reader = openMailbox(path);
	const seen = await Promise.all(
		[0, 1, 2, 3].map(async (lane) => {
			const open = mailer.lane();
			let present = 0;
			for (let i = 0; i < 25; i++) {
				const to = `l${lane}n${i}@example.com`;
				const result = await open.handover(mailOf(1000, to));
				if (result.kind === "accepted") present += reader.count(to);
			}
			return present;
		}),
	);
	expect(seen).toEqual([25, 25, 25, 25]);
	expect(mailer.mailbox.count()).toBe(100);
	reader.close();
});

test("two servers can have the same mailbox file open and both store mail", async () => {
	const other = await startBuiltInMailbox({ path, clock });
	const lanes = [mailer.lane(), other.lane(), mailer.lane(), other.lane()];
	await Promise.all(
		lanes.map(async (lane, which) => {
			for (let i = 0; i < 20; i++)
				expect(
					(await lane.handover(mailOf(500, `r${which}n${i}@example.com`))).kind,
				).toBe("accepted");
		}),
	);
	expect(mailer.mailbox.count()).toBe(80);
	await other.close();
	expect((await mailer.lane().handover(mailOf(500))).kind).toBe("accepted");
});

test("a message whose connection is lost in the middle is not stored", async () => {
	const socket = await converse([
		[/^220 /m, "EHLO me\r\n"],
		[
			/^250 /m,
			"MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n",
		],
		[/^354 /m, "Subject: half\r\n\r\nand then"],
	]);
	socket.destroy();
	expect((await mailer.lane().handover(mailOf(500))).kind).toBe("accepted");
	expect(
		mailer.mailbox.list({ limit: 10 }).map(({ subject }) => subject),
	).toEqual(["Verdicts"]);
});

test("a message for two recipients is stored once for each", async () => {
	const socket = await converse([
		[/^220 /m, "EHLO me\r\n"],
		[
			/^250 /m,
			"MAIL FROM:<>\r\nRCPT TO:<b@example.com>\r\nRCPT TO:<c@example.com>\r\nDATA\r\n",
		],
		[/^354 /m, "Subject: both\r\n\r\n.\r\n"],
		[/^250 /m, "QUIT\r\n"],
	]);
	socket.destroy();
	expect(
		mailer.mailbox
			.list({ limit: 10 })
			.map(({ sender, recipient }) => [sender, recipient]),
	).toEqual([
		["", "c@example.com"],
		["", "b@example.com"],
	]);
});

test("a message is stored for 100 recipients at most; for the others the sender is told to try again", async () => {
	const recipients = Array.from(
		{ length: 200 },
		(_, at) => `RCPT TO:<r${at}@example.com>\r\n`,
	);
	const socket = await converse([
		[/^220 /m, "EHLO me\r\n"],
		[/^250 /m, `MAIL FROM:<>\r\n${recipients.join("")}DATA\r\n`],
		[/(?:^452 4\.5\.3 [^\n]*\n){100}354 /m, "Subject: all\r\n\r\n.\r\n"],
		[/^250 /m, "QUIT\r\n"],
	]);
	socket.destroy();
	expect(mailer.mailbox.count()).toBe(100);
});

/** Sends each line when the server's answers since the line before match its pattern. */
async function converse(script: [RegExp, string][]): Promise<Socket> {
	const socket = connect(mailer.port, "127.0.0.1");
	let answer = "";
	for (const [pattern, line] of script) {
		while (!pattern.test(answer)) answer += (await once(socket, "data"))[0];
		answer = "";
		socket.write(line);
	}
	return socket;
}

test("a message of more than 25 MB is refused", async () => {
	const raw = Buffer.alloc(25 * 1024 * 1024 + 1, "0123456789abcdef\r\n");
	expect(await mailer.lane().handover({ ...mailOf(0), raw })).toMatchObject({
		kind: "rejected",
		code: 552,
	});
	expect(mailer.mailbox.count()).toBe(0);
});

test("when the file can't be written, the server answers 451, so that the sender tries again", async () => {
	mailer.mailbox.close();
	expect(await mailer.lane().handover(mailOf(500))).toMatchObject({
		kind: "rejected",
		code: 451,
		reply: expect.stringContaining("mailbox can't be written"),
	});
});
