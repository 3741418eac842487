import type { Cause } from "../../../src/feedback/causes/cause.ts";

/** A message that was written for these tests, and what is right about it. */
export interface Labelled {
	cause: Cause;
	/** Whom it is about. */
	recipients: string[];
	raw: string;
}

export const READER = "reader@example.org";
const SENDER = "b+t0ken@digest.example";

const ORIGINAL = `Received: from digest.example (digest.example [192.0.2.7])
	by mx.example.net with ESMTPS id 4X9; Mon, 2 Nov 2026 06:00:00 +0000
From: Verdict Digest <hello@digest.example>
To: Ada Reader <${READER}>
Subject: This week's verdicts
Message-ID: <d.1.2@digest.example>
Status: RO
Content-Type: text/plain; charset=utf-8

Hello Ada. user unknown, 550 5.1.1, mailbox full: words of the original say nothing.
Write to bystander@example.com or to editor@example.com.
-- 
Somebody Else <somebody.else@example.com>
`;

/** A report without `message/delivery-status`. `body` is what the server says; the original follows it. */
export function prose(
	cause: Cause,
	body: string,
	options: {
		from?: string;
		subject?: string;
		head?: string;
		recipients?: string[];
		/** The line that divides the report from the original; null: no original. */
		divider?: string | null;
	} = {},
): Labelled {
	const {
		from = "Mail Delivery System <MAILER-DAEMON@mx.example.net>",
		subject = "Undelivered Mail Returned to Sender",
		head = "",
		recipients = [READER],
		divider = "--- Below this line is a copy of the message.",
	} = options;
	const original = divider === null ? "" : `\n${divider}\n\n${ORIGINAL}`;
	return {
		cause,
		recipients,
		raw: `Return-Path: <>\nFrom: ${from}\nTo: ${SENDER}\nSubject: ${subject}\n${head}Date: Mon, 2 Nov 2026 06:01:00 +0000\n\n${body}\n${original}`,
	};
}

/** A report by RFC 3464. `reply` is the Diagnostic-Code, folded as Postfix folds it. */
export function dsn(
	cause: Cause,
	status: string,
	reply: string,
	options: { action?: string; text?: string; type?: string } = {},
): Labelled {
	const { action = "failed", type = "smtp" } = options;
	const text =
		options.text ??
		`This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<${READER}>: ${reply}`;
	return report(cause, text, [
		`Final-Recipient: rfc822; ${READER}`,
		`Action: ${action}`,
		`Status: ${status}`,
		`Diagnostic-Code: ${type}; ${folded(reply)}`,
	]);
}

function folded(text: string): string {
	return text.replace(/(.{20,60}) /g, "$1\n    ");
}

/** A multipart/report with these lines about one recipient. */
export function report(
	cause: Cause,
	text: string,
	fields: string[],
	recipients = [READER],
): Labelled {
	return {
		cause,
		recipients,
		raw: `Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: ${SENDER}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="A1B2.1/mx.example.net"

This is a MIME-encapsulated message.

--A1B2.1/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${text}

--A1B2.1/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Mon,  2 Nov 2026 06:00:00 +0000 (UTC)

${fields.join("\n")}

--A1B2.1/mx.example.net
Content-Description: Undelivered Message
Content-Type: message/rfc822

${ORIGINAL}
--A1B2.1/mx.example.net--
`,
	};
}

export function exim(cause: Cause, reply: string): Labelled {
	return prose(
		cause,
		`This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${READER}
    ${reply.replaceAll("\n", "\n    ")}
`,
		{
			head: `X-Failed-Recipients: ${READER}\nAuto-Submitted: auto-replied\n`,
			subject: "Mail delivery failed: returning message to sender",
			divider:
				"------ This is a copy of the message, including all the headers. ------",
		},
	);
}

export function qmail(cause: Cause, reply: string): Labelled {
	return prose(
		cause,
		`Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${READER}>:
${reply}
`,
		{ subject: "failure notice" },
	);
}

export function sendmail(cause: Cause, reply: string): Labelled {
	return prose(
		cause,
		`The original message was received at Mon, 2 Nov 2026 06:00:00 GMT
from digest.example [192.0.2.7]

   ----- The following addresses had permanent fatal errors -----
<${READER}>
    (reason: ${reply})

   ----- Transcript of session follows -----
... while talking to mx.example.org.:
>>> RCPT To:<${READER}>
<<< ${reply}
`,
		{
			subject: "Returned mail: see transcript for details",
			divider: "   ----- Original message follows -----",
		},
	);
}
