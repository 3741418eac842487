import {
	dsn,
	exim,
	type Labelled,
	prose,
	qmail,
	READER,
	report,
	sendmail,
} from "./shapes.ts";

const SHORT = { divider: null };

/** The half of the messages that the rules were made with. */
export const DEVELOPMENT: Labelled[] = [
	dsn(
		"gone",
		"5.1.1",
		`550 5.1.1 <${READER}>: Recipient address rejected: User unknown in local recipient table`,
	),
	dsn("gone", "5.7.1", `550 5.7.1 <${READER}>: Recipient not found`),
	dsn("gone", "5.0.0", "550 This mailbox has been deleted by its owner"),
	dsn(
		"gone",
		"5.0.0",
		"511 sorry, no mailbox here by that name (#5.1.1 - chkuser)",
	),
	dsn(
		"gone",
		"5.1.10",
		"550 5.1.10 Domain example.org does not accept mail (nullMX)",
	),
	dsn(
		"gone",
		"5.0.0",
		"550 5.1.6 Recipient no longer on server: reader@example.org",
	),
	dsn(
		"gone",
		"5.3.0",
		"550 5.3.0 <reader@example.org>... No such person at this address.",
	),
	dsn(
		"gone",
		"5.1.1",
		"550 5.1.1 RCP-P1 https://postmaster.example/response_codes?ip=192.0.2.7#rcp",
	),
	dsn(
		"gone",
		"5.4.310",
		"550 5.4.310 DNS domain example.org does not exist [Message=InfoDomainNonexistent] [LastAttemptedServerName=example.org]",
	),
	dsn("gone", "5.0.0", "550 Recipient address rejected: unknown-local-part"),
	dsn("gone", "5.1.3", "501 5.1.3 Bad recipient address syntax"),
	dsn("gone", "5.0.0", "550 Unknown Recipient (in reply to RCPT TO command)"),
	dsn("gone", "5.1.1", 'unknown user: "reader"', { type: "X-Unix" }),
	dsn(
		"gone",
		"5.0.0",
		"553 5.3.0 <reader@example.org>... Addressee unknown, relay=[192.0.2.7]",
	),
	dsn("gone", "5.0.0", "550 Der Benutzer ist unbekannt"),
	dsn("gone", "5.0.0", "554 rejected: mail to nonexistent user"),
	dsn(
		"gone",
		"5.2.1",
		"550 5.2.1 Mailbox not available, user has closed the account",
	),
	dsn(
		"disabled",
		"5.2.1",
		"550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.example.com/mail/?p=DisabledUser",
	),
	dsn("disabled", "5.0.0", "525 5.7.13 Disabled recipient address"),
	dsn(
		"disabled",
		"5.1.1",
		"550 Mailbox is frozen. See http://mail.example/help",
	),
	dsn(
		"disabled",
		"5.0.0",
		"550 Domain example.org has been disabled. Contact your hosting provider",
	),
	dsn(
		"full",
		"5.2.2",
		"552-5.2.2 The email account that you tried to reach is over quota. 552 5.2.2 Please direct the recipient to https://support.example.com/",
	),
	dsn(
		"full",
		"5.0.0",
		"554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message",
	),
	dsn(
		"full",
		"5.2.0",
		"522 Requested mail action aborted: exceeded storage allocation (mailbox full)",
	),
	dsn("full", "5.7.1", "550 5.7.1 Quota exceeded (mailbox for user is full)"),
	dsn(
		"policy-us",
		"5.7.1",
		"550 5.7.1 [192.0.2.7] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address.",
	),
	dsn(
		"policy-us",
		"5.7.1",
		"554 5.7.1 ACL dns_rbl; Client host [192.0.2.7] listed; see https://bl.example/q",
	),
	dsn(
		"policy-us",
		"5.0.0",
		"550 5.7.509 Access denied, sending domain digest.example does not pass DMARC verification and has a DMARC policy of reject.",
	),
	dsn(
		"policy-us",
		"5.0.0",
		"554 5.7.9 Message not accepted for policy reasons. See https://postmaster.example/error-codes",
	),
	dsn(
		"policy-us",
		"5.4.1",
		"454 4.7.1 <reader@example.org>: Relay access denied",
	),
	dsn("policy-us", "5.0.0", "550 Sender verify failed"),
	dsn(
		"policy-us",
		"5.0.0",
		"521 digest.example does not accept mail from you, 192.0.2.7 blocked by administrator",
	),
	dsn(
		"policy-us",
		"5.7.64",
		"550 5.7.64 TenantAttribution; Relay Access Denied",
	),
	dsn(
		"policy-us",
		"5.1.7",
		"550 5.1.7 The sender's address was syntactically invalid.",
	),
	dsn(
		"policy-them",
		"5.7.1",
		"550 5.7.1 RESOLVER.RST.AuthRequired; authentication required to send to this recipient",
	),
	dsn(
		"policy-them",
		"5.7.1",
		`554 5.7.1 <${READER}>: Recipient address rejected: Access denied`,
	),
	dsn(
		"policy-them",
		"5.0.0",
		"550 The recipient refused to accept your message: rejected by user's filter",
	),
	dsn("content", "5.2.3", "552 5.2.3 Message too large for this recipient"),
	dsn(
		"content",
		"5.7.1",
		"554 5.7.1 The message has been rejected because it contains a virus (Eicar)",
	),
	dsn("content", "5.7.1", "550 5.7.1 Message contains spam or virus."),
	dsn("content", "5.0.0", "550 High probability of spam"),
	dsn(
		"transient",
		"4.4.7",
		"delivery temporarily suspended: connect to mx.example.org[192.0.2.1]:25: Connection timed out",
		{ type: "X-Postfix" },
	),
	dsn(
		"transient",
		"4.1.1",
		"450 4.1.1 <reader@example.org>: Recipient address rejected: unverified address: host mx said: 451 try later",
		{ action: "delayed" },
	),
	dsn("transient", "4.2.0", "450 4.2.0 User unknown, try again", {
		action: "delayed",
	}),
	dsn("transient", "5.4.6", "mail for example.org loops back to myself", {
		type: "X-Postfix",
	}),
	dsn("transient", "5.3.0", "554 Internal server error"),
	dsn(
		"unknown",
		"5.0.0",
		"554 delivery error: dd Requested mail action aborted",
	),
	report(
		"gone",
		"Delivery to the following recipients failed permanently:\n\n* reader@example.org\n\nReason: Permanent Error",
		[`Final-Recipient: rfc822; ${READER}`, "Action: failed", "Status: 5.1.1"],
	),
	report("transient", "The delivery to reader@example.org is delayed.", [
		`Final-Recipient: rfc822; ${READER}`,
		"Action: delayed",
		"Status: 4.4.1",
		"Will-Retry-Until: Sat, 7 Nov 2026 06:00:00 +0000",
	]),
	exim(
		"gone",
		`SMTP error from remote mail server after RCPT TO:<${READER}>:\nhost mx.example.org [192.0.2.1]: 550-Callout verification failed:\n550 No such recipient here`,
	),
	exim("gone", 'unknown local-part "reader" in domain "example.org"'),
	exim(
		"unknown",
		"The mail server could not deliver mail to reader@example.org.  The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
	),
	exim("full", "local delivery failed: mailbox quota exceeded"),
	exim(
		"disabled",
		`host mx.example.org [192.0.2.1]: 550 5.2.1 This mailbox has been blocked due to inactivity`,
	),
	exim(
		"transient",
		"lowest numbered MX record points to local host: retry time not reached for any host after a long failure period",
	),
	exim(
		"policy-us",
		"host mx.example.org [192.0.2.1]: 550 rejected because 192.0.2.7 is in a black list at dnsbl.example",
	),
	qmail(
		"gone",
		"This user doesn't have a example.org account (reader@example.org) [0]",
	),
	qmail(
		"gone",
		"vpopmail: user does not exist, but will deliver to nobody: unknown user",
	),
	qmail(
		"full",
		"The users mailfolder is over the allowed quota (size). (#5.2.2)",
	),
	qmail(
		"transient",
		"CNAME lookup failed temporarily. (#4.4.3)\nI'm not going to try again; this message has been in the queue too long.",
	),
	qmail(
		"policy-us",
		"Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 unknown sender domain",
	),
	sendmail("gone", `553 5.1.2 <${READER}>... Unknown host`),
	sendmail("gone", `550 5.1.1 <${READER}>... User is unknown {mx-us021}`),
	sendmail("full", `550 5.2.2 <${READER}>... Mailbox Full`),
	sendmail(
		"content",
		"552 5.2.3 Message exceeds maximum fixed size (14680064)",
	),
	prose(
		"gone",
		`Your message\n\n  Subject: This week's verdicts\n\nwas not delivered to:\n\n  ${READER}\n\nbecause:\n\n  User reader (${READER}) not listed in Domino Directory\n`,
		{
			subject: "DELIVERY FAILURE: User not listed in Domino Directory",
			...SHORT,
		},
	),
	prose(
		"gone",
		`Your message\n\n  To: ${READER}\n  Subject: This week's verdicts\n  Sent: Mon, 2 Nov 2026 06:00\n\ndid not reach the following recipient(s):\n\n${READER} on Mon, 2 Nov 2026 06:01:00 +0000\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=example\n    MSEXCH:IMS:EXAMPLE:MAIN:MX 0 (000C05A6) Unknown Recipient`,
		{
			from: "System Administrator <postmaster@example.org>",
			subject: "Undeliverable: This week's verdicts",
			...SHORT,
		},
	),
	prose("full", `User mailbox exceeds allowed size: ${READER}`, {
		from: "Postmaster <postmaster@mail.example.org>",
		subject: "Undeliverable Mail",
		divider: "Original message follows.",
	}),
	prose("gone", `Unknown user: ${READER}`, {
		from: "Postmaster <postmaster@mail.example.org>",
		subject: "Undeliverable Mail",
		divider: "Original message follows.",
	}),
	prose(
		"gone",
		`This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n${READER} Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <${READER}>... User Unknown`,
		{ subject: "Undelivered Mail Returned to Sender", ...SHORT },
	),
	prose(
		"full",
		`Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n${READER}: 550 5.2.2 Mailbox Full\n`,
		{
			subject: "Delivery status notification",
			divider: "    Below is a copy of the original message:",
		},
	),
	prose(
		"gone",
		`We had trouble delivering your message. Full details follow:\n\nSubject: 'This week'\nDate: 'Mon, 2 Nov 2026'\n\n1 error(s):\n\nSMTP Server <mx.example.org> rejected recipient <${READER}>\n  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]`,
		{ subject: "There was an error sending your mail", ...SHORT },
	),
	prose(
		"gone",
		`Your message:\n   From:    hello@digest.example\n   Subject: This week's verdicts\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ${READER}\n\nAdditional Information\n======================\nOriginal Sender: <hello@digest.example>\nSender-MTA: <192.0.2.7>`,
		{ subject: "Undeliverable Mail: This week", ...SHORT },
	),
	prose(
		"gone",
		`Message details:\n  Subject: This week's verdicts\n  MAIL FROM: b+t0ken@digest.example\n  RCPT TO: ${READER}\n  From: hello@digest.example\n  To: ${READER}\n\nError message below:\n550 - Requested action not taken: no such user here`,
		{ subject: "[BOUNCE] This week's verdicts", ...SHORT },
	),
	prose(
		"full",
		`Your mail sent on: Mon, 2 Nov 2026 15:00:00 +0900\n    Could not be delivered to: <${READER}>\n    As their mailbox is full.`,
		{
			from: "Postmaster <postmaster@ezweb.example>",
			subject: "Mail System Error - Returned Mail",
			...SHORT,
		},
	),
	prose(
		"gone",
		`--- The following addresses had delivery problems ---\n\n<${READER}>   (User unknown ${READER})`,
		{ subject: "Delivery Status", ...SHORT },
	),
	prose(
		"gone",
		`サーバからの応答:\n\n<${READER}>: 550 ユーザーが存在しません`,
		{
			subject:
				"=?iso-2022-jp?B?GyRCJWEhPCVrJTclOSVGJWAkKyRpJE4kKkNOJGkkOxsoQg==?=",
			...SHORT,
		},
	),
	prose(
		"gone",
		`Die folgende Adresse hatte Zustellprobleme:\n\n  ${READER}\n\nDiese E-Mail-Adresse existiert nicht.`,
		{ subject: "Fehler bei der Zustellung", ...SHORT },
	),
	prose(
		"full",
		`La boîte aux lettres de ${READER} est pleine. Votre message n'a pas été remis.`,
		{ subject: "Message non remis", ...SHORT },
	),
	prose(
		"gone",
		`Su mensaje no pudo ser entregado a:\n\n<${READER}>:\nDirección de correo inexistente.`,
		{ subject: "Correo no entregado", ...SHORT },
	),
	prose(
		"gone",
		`A mensagem para ${READER} não pôde ser entregue: endereço inexistente.`,
		{ subject: "Falha na entrega", ...SHORT },
	),
	prose(
		"disabled",
		`Почтовый ящик ${READER} заблокирован. Сообщение не доставлено.`,
		{ subject: "Сообщение не доставлено", ...SHORT },
	),
	prose(
		"gone",
		`很抱歉，您的邮件未能送达以下收件人：\n\n<${READER}>\n\n550 用户不存在`,
		{ subject: "系统退信", ...SHORT },
	),
	prose(
		"vacation",
		"Je suis absente jusqu'au 9 novembre. Votre message sera traité à mon retour.",
		{
			from: `Ada <${READER}>`,
			subject: "Réponse automatique : This week's verdicts",
			head: "Auto-Submitted: auto-replied\n",
			recipients: [],
			...SHORT,
		},
	),
	prose("vacation", "休暇中のため、お返事が遅れます。", {
		from: `Ada <${READER}>`,
		subject: "不在通知",
		recipients: [],
		...SHORT,
	}),
	prose(
		"auto-reply",
		`I no longer work at Example. My mailbox is not read. Please write to new@example.org.`,
		{
			from: `Ada <${READER}>`,
			subject: "Auto: This week's verdicts",
			head: "Auto-Submitted: auto-generated\n",
			recipients: [],
			...SHORT,
		},
	),
];
