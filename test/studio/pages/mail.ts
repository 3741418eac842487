import type { ReceivedMail } from "../../../src/mail/mailbox.ts";

/** A mail as it arrives, its parts unencoded; a part that is null is left out. */
export function mailOf(
	change: {
		subject?: string;
		recipient?: string;
		text?: string | null;
		html?: string | null;
	} = {},
): ReceivedMail {
	const {
		subject = "Verdicts",
		recipient = "ada@example.com",
		text = "Hello",
		html = "<p>Hello</p>",
	} = change;
	const lines = [
		"From: Weekly AI Tool Verdicts <digest@localhost>",
		`To: ${recipient}`,
		`Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
		"Date: Tue, 24 Nov 2026 09:00:00 +0000",
		"X-Test: <b>bold</b>",
		"MIME-Version: 1.0",
		'Content-Type: multipart/alternative; boundary="cut"',
		"",
		...(text === null ? [] : part("text/plain", text)),
		...(html === null ? [] : part("text/html", html)),
		"--cut--",
		"",
	];
	return {
		sender: "b+token@localhost",
		recipient,
		raw: Buffer.from(lines.join("\r\n")),
		receivedAt: "2026-11-24T09:00:01.000Z",
	};
}

function part(type: string, body: string): string[] {
	return ["--cut", `Content-Type: ${type}; charset=utf-8`, "", body];
}
