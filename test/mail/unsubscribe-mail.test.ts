import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	MAX_UNSUBSCRIBE_MAIL_BYTES,
	readUnsubscribeMail,
} from "../../src/mail/unsubscribe-mail.ts";

const TOKEN = "aBQx_9-kLmNoPqRsTuVwXyZ01";
const read = (lines: readonly string[], end = "\r\n") =>
	readUnsubscribeMail(Buffer.from([...lines, "", "Bye.", ""].join(end)));

describe("a mail to the unsubscribe mailbox", () => {
	it.each([
		["To", `To: leave+${TOKEN}@example.com`],
		["To with a name", `To: "Digest, leave" <leave+${TOKEN}@example.com>`],
		["a folded Cc", `Cc: eve@example.com,\n leave+${TOKEN}@example.com`],
		["a group", `To: Lists: a@b.example, leave+${TOKEN}@example.com;`],
		["Delivered-To", `Delivered-To: leave+${TOKEN}@example.com`],
		["X-Original-To", `X-Original-To: leave+${TOKEN}@example.com`],
		["two pluses", `To: a+leave+${TOKEN}@example.com`],
		["the subject", `Subject: unsubscribe ${TOKEN}`],
		[
			"an encoded subject",
			`Subject: =?utf-8?Q?unsubscribe_${TOKEN.replace("_", "=5F")}?=`,
		],
	])("has its token found in %s, with any line ends", async (_, header) => {
		for (const end of ["\r\n", "\n", "\r"])
			for (const before of [
				[],
				["From ada@example.com Tue Nov 24 08:00:00 2026"],
			])
				expect(
					await read(
						[...before, "From: ada@example.com", ...header.split("\n")],
						end,
					),
				).toEqual({ automatic: false, tokens: [TOKEN] });
	});

	it("has no token found in its body or its sender", async () => {
		const request = await read([
			`From: leave+${TOKEN}@example.com`,
			"To: leave@example.com",
			"Subject: unsubscribe",
			"",
			`To: leave+${TOKEN}@example.com`,
		]);
		expect(request).toEqual({ automatic: false, tokens: [] });
	});

	it("has the token of the mail server's header before the one of the sender's", async () => {
		const { tokens } = await read([
			"To: leave+theirs@example.com",
			`X-Original-To: leave+${TOKEN}@example.com`,
		]);
		expect(tokens).toEqual([TOKEN, "theirs"]);
	});

	it.each<[string, boolean]>([
		["Auto-Submitted: auto-replied", true],
		["Auto-Submitted: auto-generated; x=y", true],
		["Auto-Submitted: no", false],
		["Auto-Submitted: No (a person)", false],
		["Precedence: auto_reply", true],
		["Precedence: bulk", false],
		["X-Autoreply: yes", true],
		["X-Autorespond: vacation", true],
		["Return-Path: <>", true],
		["Return-Path: <ada@example.com>", false],
		["Content-Type: multipart/report; report-type=delivery-status", true],
	])(
		"with the header %s counts as an automatic reply: %s",
		async (header, automatic) => {
			expect(await read([header, `To: leave+${TOKEN}@example.com`])).toEqual({
				automatic,
				tokens: [TOKEN],
			});
		},
	);

	it("may be any bytes, is read up to a limit, and gives at most 20 tokens", async () => {
		const padding = `X-Long: ${"x".repeat(MAX_UNSUBSCRIBE_MAIL_BYTES)}`;
		expect(await read([padding, `To: leave+${TOKEN}@example.com`])).toEqual({
			automatic: false,
			tokens: [],
		});
		const many = Array.from({ length: 50 }, (_, n) => `a+t${n}@b.example`);
		expect((await read([`To: ${many.join(", ")}`])).tokens).toHaveLength(20);
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
				const { tokens } = await readUnsubscribeMail(Buffer.from(bytes));
				expect(tokens.length).toBeLessThanOrEqual(20);
			}),
		);
	});
});
