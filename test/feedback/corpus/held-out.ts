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

/**
 * The half of the messages that the rules were not made from. They were written
 * and labelled before the first rule. A new rule gets its example in the table,
 * never from here: else this measures nothing.
 */
export const HELD_OUT: Labelled[] = [
	dsn(
		"gone",
		"5.1.1",
		`host mx.example.org[192.0.2.1] said: 550 5.1.1 <${READER}>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)`,
	),
	dsn("gone", "5.0.0", `550 <${READER}>: No user found`),
	dsn(
		"gone",
		"5.4.4",
		"Host or domain name not found. Name service error for name=example.org type=AAAA: Host not found",
		{ type: "X-Postfix" },
	),
	dsn(
		"gone",
		"5.1.10",
		"550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
	),
	dsn("gone", "5.0.0", "550 Invalid recipient"),
	dsn("gone", "5.7.1", `550 5.7.1 <${READER}>... Unknown user`),
	dsn("gone", "5.2.0", "550 5.2.0 No such mailbox"),
	dsn(
		"gone",
		"5.5.0",
		"550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [mx1.hotmail.example 2026-11-02]",
	),
	dsn(
		"gone",
		"5.4.1",
		"550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR01.mail.protection.example 2026-11-02T06:00:02.001Z]",
	),
	dsn("gone", "5.0.0", "550 #5.1.0 Address rejected."),
	dsn("gone", "5.1.1", "550 sorry, no mailbox here by that name. (#5.7.17)"),
	dsn(
		"gone",
		"5.1.2",
		"550 5.1.2 Bad destination system address; the domain example.org has no MX and no A record",
	),
	dsn(
		"gone",
		"5.1.0",
		"550 5.1.0 <reader@example.org> is no longer valid at this site; she left the company",
	),
	dsn("gone", "5.0.0", "551 not our user"),
	dsn("gone", "5.0.0", "550 Account not found. Closing transmission channel"),
	dsn(
		"gone",
		"5.0.0",
		"550-Verification failed for the recipient 550 No Such User Here",
	),
	dsn(
		"disabled",
		"5.2.1",
		`550 5.2.1 <${READER}>... Mailbox disabled for this recipient`,
	),
	dsn(
		"disabled",
		"5.7.1",
		"554 5.7.1 The email account has been suspended for non-payment",
	),
	dsn("disabled", "5.0.0", "550 account is locked, contact your provider"),
	dsn("disabled", "5.1.1", "550 5.1.1 User account is inactive"),
	dsn("full", "5.2.2", "552 5.2.2 Over quota"),
	dsn(
		"full",
		"5.0.0",
		`554 5.7.1 <${READER}>: Recipient address rejected: mailbox size limit exceeded`,
	),
	dsn("full", "4.2.2", "452 4.2.2 Mailbox full", { action: "failed" }),
	dsn(
		"full",
		"5.1.1",
		"550 5.1.1 The user's inbox is out of storage space. Please direct the recipient to clear it",
	),
	dsn(
		"policy-us",
		"5.7.1",
		"554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.7",
	),
	dsn(
		"policy-us",
		"5.7.26",
		"550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.",
	),
	dsn(
		"policy-us",
		"5.7.1",
		"550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
	),
	dsn(
		"policy-us",
		"5.7.1",
		`550 5.7.1 <${READER}>... Relaying denied. Proper authentication required.`,
	),
	dsn(
		"policy-us",
		"5.1.8",
		"550 5.1.8 Sender address rejected: Domain not found",
	),
	dsn(
		"policy-us",
		"5.7.606",
		"550 5.7.606 Access denied, banned sending IP [192.0.2.7]. To request removal from this list please visit https://sender.example/",
	),
	dsn(
		"policy-us",
		"5.0.0",
		"553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
	),
	dsn(
		"policy-us",
		"5.7.25",
		"550 5.7.25 The IP address sending this message does not have a PTR record setup",
	),
	dsn(
		"policy-them",
		"5.7.124",
		"550 5.7.124 RESOLVER.RST.SenderNotInAllowedSendersList; Sender not in allowed-senders list of the group",
	),
	dsn(
		"policy-them",
		"5.7.1",
		"550 5.7.1 You are not allowed to post to this mailing list; members only",
	),
	dsn(
		"policy-them",
		"5.7.133",
		"550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed",
	),
	dsn("content", "5.3.4", "552 5.3.4 Message size exceeds fixed limit"),
	dsn(
		"content",
		"5.7.1",
		"550 5.7.1 Message rejected as spam by Content Filtering.",
	),
	dsn(
		"content",
		"5.0.0",
		"554 The message was rejected because it contains prohibited virus or spam content",
	),
	dsn(
		"content",
		"5.7.0",
		"552 5.7.0 Your message was blocked because its attachment has a file type that is not allowed",
	),
	dsn(
		"transient",
		"4.4.7",
		"421 4.4.7 Message expired: unable to deliver in 840 minutes. connection timed out",
	),
	dsn(
		"transient",
		"4.4.1",
		"connect to mx.example.org[192.0.2.1]:25: Connection refused",
		{ action: "delayed", type: "X-Postfix" },
	),
	dsn(
		"transient",
		"4.7.1",
		"451 4.7.1 Greylisting in action, please come back in 5 minutes",
		{ action: "delayed" },
	),
	dsn("unknown", "5.0.0", "554 Transaction failed"),
	report(
		"gone",
		"Your message wasn't delivered to reader@example.org because the domain example.org couldn't be found.",
		[
			`Final-Recipient: rfc822;${READER}`,
			"Action: failed",
			"Status: 5.0.0",
			"X-Supplementary-Info: <mx.example.org #5.1.1 smtp; 550 5.1.1 User unknown>",
		],
	),
	report(
		"full",
		"The mailbox of the recipient is full.",
		[
			`Original-Recipient: rfc822;${READER}`,
			"Final-Recipient: rfc822; 77-1@store.example.org",
			"Action: failed",
			"Status: 5.0.0",
		],
		[READER],
	),
	exim(
		"gone",
		`SMTP error from remote mail server after RCPT TO:<${READER}>:\nhost mx.example.org [192.0.2.1]: 550 No such person at this address`,
	),
	exim("gone", "Unrouteable address"),
	exim("gone", "all relevant MX records point to non-existent hosts"),
	exim("full", "mailbox is full: retry timeout exceeded"),
	exim(
		"content",
		`SMTP error from remote mail server after end of data:\nhost mx10.antispam.example [192.0.2.1]: 554 This message has been reported as spam by other users.`,
	),
	exim(
		"gone",
		`SMTP error from remote mail server after RCPT TO:<${READER}>:\nhost mx10.mailspamprotection.com [192.0.2.1]: 550 unknown recipient`,
	),
	exim(
		"policy-us",
		`SMTP error from remote mail server after initial connection:\nhost mx.example.org [192.0.2.1]: 554 Your IP has a poor reputation and was rejected`,
	),
	exim("transient", "retry timeout exceeded"),
	qmail("gone", "Sorry, I couldn't find any host named example.org. (#5.1.2)"),
	qmail(
		"gone",
		"192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown or illegal alias: reader@example.org\nGiving up on 192.0.2.1.",
	),
	qmail("disabled", "This account has been disabled or discontinued [#102]."),
	qmail("full", "User disk quota exceeded. (#5.2.2)"),
	qmail(
		"policy-us",
		"192.0.2.1 failed after I sent the message.\nRemote host said: 550 Email blocked: the sender's domain has no valid SPF record",
	),
	qmail(
		"transient",
		"Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.",
	),
	sendmail("gone", `550 5.1.1 <${READER}>... User unknown`),
	sendmail(
		"gone",
		`550 Host unknown (Name server: example.org: host not found)`,
	),
	sendmail(
		"full",
		`552 <${READER}>... Mailbox is full / Blocks limit exceeded / Inode limit exceeded`,
	),
	sendmail(
		"policy-us",
		"550 5.7.1 Mail from 192.0.2.7 refused - see the black list at rbl.example",
	),
	prose(
		"gone",
		`Your message did not reach some or all of the intended recipients.\n\n      Subject:\tThis week's verdicts\n      Sent:\t02/11/2026 06:00\n\nThe following recipient(s) cannot be reached:\n\n      ${READER} on 02/11/2026 06:01\n            The e-mail account does not exist at the organization this message was sent to.  Check the e-mail address, or contact the recipient directly to find out the correct address.\n            <mx.example.org #5.1.1>`,
		{ subject: "Undeliverable: This week's verdicts", divider: null },
	),
	prose(
		"gone",
		`------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n${READER}\n\n------- Returned Message --------`,
		{ from: "postmaster@notes.example.org", divider: "" },
	),
	prose(
		"gone",
		`Ihre Nachricht konnte nicht zugestellt werden.\n\n${READER}\n\nDer Empfänger ist auf diesem System nicht bekannt.`,
		{ subject: "Unzustellbar: This week's verdicts" },
	),
	prose(
		"gone",
		`Votre message n'a pas pu être remis à ${READER}.\nL'adresse de messagerie n'existe pas.`,
		{ subject: "Échec de la remise" },
	),
	prose(
		"gone",
		`No se ha podido entregar su mensaje a ${READER}: el usuario no existe en este servidor.`,
		{ subject: "Mensaje no entregado" },
	),
	prose("full", `A caixa postal do destinatário ${READER} está cheia.`, {
		subject: "Mensagem não entregue",
	}),
	prose(
		"full",
		`Impossibile recapitare il messaggio a:\n\n  ${READER}\n\nLa casella del destinatario è piena.`,
		{ subject: "Messaggio non recapitato" },
	),
	prose(
		"gone",
		`Nie można dostarczyć wiadomości do ${READER}. Taki użytkownik nie istnieje.`,
		{ subject: "Zwrot wiadomości" },
	),
	prose(
		"gone",
		`Ваше сообщение для ${READER} не может быть доставлено: пользователь не найден.`,
		{ subject: "Недоставленное сообщение" },
	),
	prose(
		"gone",
		`次の宛先へのメールは配信できませんでした。\n\n<${READER}>\n\n宛先のメールアドレスが見つかりませんでした。`,
		{ subject: "配信不能通知" },
	),
	prose(
		"full",
		`邮件无法投递到以下收件人：\n\n${READER}\n\n原因：收件人邮箱空间已满。`,
		{ subject: "系统退信" },
	),
	prose(
		"transient",
		`A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\nThe address to which the message has not yet been delivered is:\n\n  ${READER}\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.`,
		{ subject: "Warning: message 1abc-00 delayed 24 hours", divider: null },
	),
	prose(
		"gone",
		`This Message was undeliverable due to the following reason:\n\nThe following destination addresses were unknown (please check\nthe addresses and re-mail the message):\n\nSMTP <${READER}>\n\nPlease reply to Postmaster@mx.example.net\nif you feel this message to be in error.`,
		{ subject: "Returned Mail", divider: null },
	),
	prose(
		"disabled",
		`Delivery to the following recipient failed permanently:\n\n     ${READER}\n\nTechnical details of permanent failure:\nThe error that the other server returned was:\n550 550 5.2.1 The email account that you tried to reach is inactive. (state 14).`,
		{
			subject: "Delivery Status Notification (Failure)",
			divider: "----- Original message -----",
		},
	),
	prose(
		"vacation",
		"I am out of the office until Monday 9 November. In urgent cases please write to colleague@example.org.",
		{
			from: "Ada <reader@example.org>",
			subject: "Automatic reply: This week's verdicts",
			head: "Auto-Submitted: auto-replied\n",
			recipients: [],
			divider: null,
		},
	),
	prose(
		"vacation",
		"Ich bin bis zum 9. November nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.",
		{
			from: "Ada <reader@example.org>",
			subject: "Abwesenheitsnotiz: This week's verdicts",
			recipients: [],
			divider: null,
		},
	),
	prose(
		"auto-reply",
		"Thank you for your message. We have received your request and opened ticket 4711.",
		{
			from: "Help <help@example.org>",
			subject: "[Ticket 4711] We got your message",
			head: "X-Autoreply: yes\nPrecedence: auto_reply\n",
			recipients: [],
			divider: null,
		},
	),
];
