/*
 * What a mail server makes of a message that it could not deliver. Written for
 * these tests.
 */

export interface Bounce {
	/** The envelope sender of the message that comes back. */
	to: string;
	recipient: string;
	/** "550 5.1.1 User unknown" */
	reply: string;
	/** The message that comes back; empty: the report shows none. */
	original?: string;
	/** Tells two reports apart. */
	id?: string;
}

/** A report as Postfix writes it (RFC 3464). */
export function bounceMail({
	to,
	recipient,
	reply,
	original = "",
	id = "1",
}: Bounce): string {
	const status = /\d\.\d+\.\d+/.exec(reply)?.[0] ?? "5.0.0";
	const header = original.split(/\r?\n\r?\n/, 1)[0] ?? "";
	return [
		"Return-Path: <>",
		`Delivered-To: ${to}`,
		"From: MAILER-DAEMON@relay.example.net (Mail Delivery System)",
		`To: ${to}`,
		"Subject: Undelivered Mail Returned to Sender",
		`Message-Id: <${id}@relay.example.net>`,
		"Auto-Submitted: auto-replied",
		"MIME-Version: 1.0",
		'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
		"",
		"--b1",
		"Content-Type: text/plain",
		"",
		"This is the mail system at host relay.example.net.",
		"",
		`<${recipient}>: host mx.example.net said: ${reply} (in reply to RCPT TO command)`,
		"",
		"--b1",
		"Content-Type: message/delivery-status",
		"",
		"Reporting-MTA: dns; relay.example.net",
		"",
		`Final-Recipient: rfc822; ${recipient}`,
		"Action: failed",
		`Status: ${status}`,
		`Diagnostic-Code: smtp; ${reply}`,
		"",
		"--b1",
		"Content-Type: text/rfc822-headers",
		"",
		header,
		"",
		"--b1--",
		"",
	].join("\n");
}

/** A complaint as a feedback loop sends it (RFC 5965), the reader's address removed. */
export function complaintMail(mailFrom: string, original = ""): string {
	return [
		"From: <feedback@provider.example>",
		"To: <abuse@example.com>",
		"Subject: Email Feedback Report",
		"MIME-Version: 1.0",
		'Content-Type: multipart/report; report-type=feedback-report; boundary="b2"',
		"",
		"--b2",
		"Content-Type: text/plain",
		"",
		"This is an email abuse report.",
		"",
		"--b2",
		"Content-Type: message/feedback-report",
		"",
		"Feedback-Type: abuse",
		"User-Agent: Provider-FBL/1.0",
		"Version: 1",
		`Original-Mail-From: <${mailFrom}>`,
		"",
		"--b2",
		"Content-Type: message/rfc822",
		"",
		original,
		"",
		"--b2--",
		"",
	].join("\n");
}
