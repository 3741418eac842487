import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
	type CapturedMailer,
	startCapturedMailer,
} from "../../src/mail/builtin-mailbox-server.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { FakeClock } from "../support/clock.ts";
import { mailOf } from "./smtp/lane-setting.ts";

const clock = new FakeClock();
let folder: string;
let path: string;
let mailer: CapturedMailer;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "captured-"));
	path = join(folder, "mailbox.sqlite");
	mailer = await startCapturedMailer({ path, clock });
});
afterEach(async () => {
	await mailer.close();
	rmSync(folder, { recursive: true });
});

test("a message goes over real SMTP into the mailbox", async () => {
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

test("whatever was accepted is in the file already", async () => {
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

test("two processes can have it open and both take mail", async () => {
	const other = await startCapturedMailer({ path, clock });
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

test("a message that broke off is not kept", async () => {
	const socket = await talk([
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

test("a message for several is kept for each", async () => {
	const socket = await talk([
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

/** Says each line once its cue has come since the line before. */
async function talk(script: [RegExp, string][]): Promise<Socket> {
	const socket = connect(mailer.port, "127.0.0.1");
	let heard = "";
	for (const [cue, line] of script) {
		while (!cue.test(heard)) heard += (await once(socket, "data"))[0];
		heard = "";
		socket.write(line);
	}
	return socket;
}

test("a message beyond 25 MB is refused", async () => {
	const raw = Buffer.alloc(25 * 1024 * 1024 + 1, "0123456789abcdef\r\n");
	expect(await mailer.lane().handover({ ...mailOf(0), raw })).toMatchObject({
		kind: "rejected",
		code: 552,
	});
	expect(mailer.mailbox.count()).toBe(0);
});

test("when the file can't be written the message is deferred, not lost", async () => {
	mailer.mailbox.close();
	expect(await mailer.lane().handover(mailOf(500))).toMatchObject({
		kind: "rejected",
		code: 451,
		reply: expect.stringContaining("mailbox can't be written"),
	});
});
