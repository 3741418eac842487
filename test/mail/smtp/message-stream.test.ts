import fc from "fast-check";
import { expect, test } from "vitest";
import { dotStuff } from "../../../src/mail/smtp/message-stream.ts";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { startSink } from "../../support/smtp-sink.ts";
import { mailOf, withLane } from "./lane-setting.ts";

/** Lines that dot-stuffing may get wrong. */
const line = fc.oneof(
	fc.constantFrom("", ".", "..", "...", ".x", "x.", " .", ". ", "=2E"),
	fc
		.string({ unit: "binary-ascii", maxLength: 40 })
		.map((text) => text.replace(/[\r\n]/g, "")),
	fc.string({ unit: fc.constantFrom(".", "a", "é", "収"), maxLength: 8 }),
);
const body = fc
	.tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
	.map(([lines, ended]) =>
		Buffer.from(lines.join("\r\n") + (ended ? "\r\n" : "")),
	);

/** SMTP adds a missing last line end, because the final dot needs its own line. */
const withLineEnd = (raw: Buffer) =>
	raw.toString("latin1").endsWith("\r\n")
		? raw
		: Buffer.concat([raw, Buffer.from("\r\n")]);

test("a message arrives byte for byte as it was handed over", async () => {
	await withLane({ pipelining: true }, async (lane, sink) => {
		await fc.assert(
			fc.asyncProperty(body, async (raw) => {
				sink.messages.length = 0;
				const result = await lane.handover({ ...mailOf(0), raw });
				expect(result.kind).toBe("accepted");
				expect(sink.messages[0]?.raw.toString("latin1")).toBe(
					withLineEnd(raw).toString("latin1"),
				);
			}),
			{ numRuns: 400 },
		);
		expect(sink.connections).toBe(1);
	});
});

test("a megabyte of dots arrives unchanged", async () => {
	const sink = await startSink();
	const mailer = createSmtpMailer(sink.url);
	const raw = Buffer.from(".\r\n".repeat(350_000));
	const result = await mailer.lane().handover({ ...mailOf(0), raw });
	expect(result.kind).toBe("accepted");
	expect(sink.messages[0]?.raw.equals(raw)).toBe(true);
	await mailer.close();
	await sink.close();
});

test("a body can't end the message early and add SMTP commands", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(".", "\n", "\r", "x"), maxLength: 30 }),
			(text) => {
				const sent = `\r\n${dotStuff(Buffer.from(text)).toString()}\r\n`;
				expect(sent).not.toMatch(/\n\.(\r\n|\n|$)/);
			},
		),
		{ numRuns: 2000 },
	);
});

test("dot-stuffing does not copy a message without dots at the start of lines", () => {
	const raw = Buffer.from("a\r\nb.\r\n .c\r\n");
	expect(dotStuff(raw)).toBe(raw);
});
