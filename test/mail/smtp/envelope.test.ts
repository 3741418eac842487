import { describe, expect, test } from "vitest";
import { mailOf, withLane } from "./lane-setting.ts";

describe("an envelope address that is not exactly one address is refused before connecting", () => {
	test.each([
		"a@example.com\r\nRCPT TO:<evil@example.com>",
		"a@example.com> NOTIFY=SUCCESS",
		"<a@example.com>",
		"a@example.com\0",
		"a@example.com, b@example.com",
		"no-at-sign",
		"a@",
		"@example.com",
		"",
	])("%j", async (recipient) => {
		await withLane({}, async (lane, sink) => {
			for (const mail of [
				{ ...mailOf(100), recipient },
				{ ...mailOf(100), sender: recipient },
			])
				expect(await lane.handover(mail)).toMatchObject({
					kind: "rejected",
					code: 553,
				});
			expect(sink.connections).toBe(0);
		});
	});
});

describe("an address outside ASCII", () => {
	const recipient = "zoë@example.com";

	test.each([false, true])(
		"is refused before MAIL when the server does not offer SMTPUTF8 (pipelining: %s)",
		async (pipelining) => {
			await withLane({ pipelining }, async (lane, sink) => {
				expect(await lane.handover({ ...mailOf(100), recipient })).toEqual({
					kind: "rejected",
					code: 553,
					reply: expect.stringContaining("SMTPUTF8"),
				});
				expect(sink.commands.filter((l) => l.startsWith("MAIL"))).toEqual([]);
				expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
				expect(sink.connections).toBe(1);
			});
		},
	);

	test("is sent to a server that offers SMTPUTF8", async () => {
		await withLane({ smtpUtf8: true }, async (lane, sink) => {
			expect(await lane.handover({ ...mailOf(100), recipient })).toMatchObject({
				kind: "accepted",
			});
			expect(sink.messages[0]?.recipient).toBe(recipient);
			expect(sink.commands).toContainEqual(
				expect.stringMatching(/ SMTPUTF8\b/),
			);
		});
	});
});

test("a message larger than the SIZE that the server announced is not sent", async () => {
	await withLane({ size: 1000 }, async (lane, sink) => {
		expect(await lane.handover(mailOf(2000))).toMatchObject({
			kind: "rejected",
			code: 552,
		});
		expect((await lane.handover(mailOf(500))).kind).toBe("accepted");
		expect(sink.messages).toHaveLength(1);
	});
});

test("8BITMIME is announced for a message with 8-bit bytes only", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		const raw = Buffer.from("Subject: Zoë\r\n\r\nhi\r\n");
		await lane.handover({ ...mailOf(100), raw });
		const [ascii, other] = sink.commands.filter((l) => l.startsWith("MAIL"));
		expect(ascii).not.toContain("8BITMIME");
		expect(other).toContain("BODY=8BITMIME");
		expect(sink.messages[1]?.raw.equals(raw)).toBe(true);
	});
});

describe("a server's reply becomes one line of at most 500 characters when it has", () => {
	const bytes = (text: string) => Buffer.from(text, "latin1");
	test.each([
		[
			"64 KB of text",
			bytes(`554 5.7.1 ${"spam ".repeat(13_000)}\r\n`),
			/^554 5\.7\.1 spam/,
		],
		[
			"a NUL and other control characters",
			bytes("554 5.7.1 a\0b\x07c\x1b[31m\r\n"),
			/^554 5\.7\.1 a b c \[31m$/,
		],
		[
			"Latin-1 bytes",
			bytes("554 5.7.1 Empf\xe4nger unbekannt\r\n"),
			/Empfänger unbekannt$/,
		],
		[
			"UTF-8 bytes",
			Buffer.from("554 5.7.1 Empfänger 收件人\r\n"),
			/Empfänger 收件人$/,
		],
		[
			"many lines",
			bytes("554-5.7.1 one\r\n554-5.7.1 two\r\n554 5.7.1 three\r\n"),
			/^554-5\.7\.1 one 554-5\.7\.1 two 554 5\.7\.1 three$/,
		],
		[
			"a surrogate pair at the limit",
			Buffer.from(`554 ${"x".repeat(495)}😀 tail\r\n`),
			/x\ufffd$/,
		],
	])("%s", async (_title, reply, expected) => {
		await withLane({}, async (lane, sink) => {
			for (const phase of ["RCPT", "dot"] as const) {
				sink.once(phase, { reply });
				const result = await lane.handover(mailOf(100));
				if (result.kind !== "rejected") throw new Error(result.kind);
				expect(result.code).toBe(554);
				expect(result.reply).toMatch(expected);
				expect(result.reply.length).toBeLessThanOrEqual(500);
				expect(result.reply).not.toMatch(/\p{Cc}/u);
				expect(result.reply.isWellFormed()).toBe(true);
			}
			sink.once("dot", {
				reply: bytes(`250 2.0.0 ok ${"y".repeat(65_536)}\r\n`),
			});
			const accepted = await lane.handover(mailOf(100));
			expect(accepted).toMatchObject({
				kind: "accepted",
				reply: expect.stringMatching(/^250 2\.0\.0 ok y{487}$/),
			});
		});
	});
});

test("a server that takes no message as large as the largest one gets none", async () => {
	await withLane({ size: 1_000 }, async (lane, sink) => {
		const result = await lane.handover({ ...mailOf(500), largest: 1_001 });
		expect(result).toMatchObject({
			kind: "rejected",
			code: 552,
			about: "message",
			reply: expect.stringMatching(
				/at most 1000 bytes, and the largest one has 1001/,
			),
		});
		expect(
			await lane.handover({ ...mailOf(500), largest: 1_000 }),
		).toMatchObject({
			kind: "accepted",
		});
		expect(sink.messages).toHaveLength(1);
	});
});
