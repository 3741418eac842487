import type { Handover, Lane } from "../../../src/mail/mailer.ts";
import {
	createSmtpMailer,
	type SmtpOptions,
} from "../../../src/mail/smtp/smtp-mailer.ts";
import {
	type Sink,
	type SinkSetting,
	startSink,
} from "../../support/smtp-sink.ts";
import { testTls } from "../../support/tls.ts";

/** Runs a test with one lane to one SMTP server, and closes both after it. */
export async function withLane(
	setting: SinkSetting,
	test: (lane: Lane, sink: Sink) => Promise<void>,
	options: { url?: (sink: Sink) => string } & SmtpOptions = {},
): Promise<void> {
	const sink = await startSink(setting);
	const mailer = createSmtpMailer(options.url?.(sink) ?? sink.url, {
		ca: testTls.cert,
		...options,
	});
	try {
		await test(mailer.lane(), sink);
	} finally {
		await mailer.close();
		await sink.close();
	}
}

/** A message of about `size` bytes, in which some lines begin with dots. */
export function mailOf(size: number, recipient = "r@example.com"): Handover {
	const head = `From: d@example.com\r\nTo: ${recipient}\r\nSubject: Verdicts\r\n\r\n`;
	const line =
		"..Two dots, then a line of text that goes on for a while.\r\n.\r\n";
	return {
		sender: "b+token@example.com",
		recipient,
		raw: Buffer.from(head + line.repeat(Math.ceil(size / line.length))),
	};
}
