import fc from "fast-check";
import { expect, it } from "vitest";
import { whyNotPassedOn } from "../../src/incoming/pass-on.ts";
import { takeMail } from "../../src/incoming/take-mail.ts";
import { testApp } from "../support/app.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";

const local = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const separator = fc.constantFrom("+", "-", "=", "_", "." as const);
const tag = fc.stringMatching(/^[a-z2-7]{0,40}$/);
const letter = {
	isAutomatic: false,
	from: "Ada <ada@example.com>",
	isForNobody: false,
};
const base = {
	feedbackForward: true,
	editorAddress: null,
	mailFrom: { name: "Digest", address: "digest@example.com" },
	unsubscribeMailbox: null,
};

it("nothing is passed on to a mailbox for what comes back, however its address is written", () => {
	fc.assert(
		fc.property(
			local,
			separator,
			tag,
			fc.boolean(),
			fc.boolean(),
			fc.constantFrom("bounceMailbox", "unsubscribeMailbox"),
			(name, sign, token, isUpper, isEditor, mailbox) => {
				const address = `${name}${token === "" ? "" : sign + token}@example.com`;
				const to = isUpper ? address.toUpperCase() : address;
				const config = {
					...base,
					bounceMailbox: null,
					bounceSeparator: sign,
					replyTo: isEditor ? null : to,
					editorAddress: isEditor ? to : null,
					[mailbox]: `${name}@example.com`,
				};
				expect(whyNotPassedOn(config, letter)).toMatch(/is a mailbox/);
			},
		),
	);
});

it("a letter of a person is passed on to every other address, and never one that we or a program wrote", () => {
	fc.assert(
		fc.property(local, local, separator, (name, other, sign) => {
			fc.pre(name !== other);
			const config = {
				...base,
				bounceMailbox: `${name}@example.com`,
				bounceSeparator: sign,
				replyTo: `${other}@example.com`,
			};
			expect(whyNotPassedOn(config, letter)).toBe(null);
			for (const one of [
				{ ...letter, isAutomatic: true },
				{ ...letter, isForNobody: true },
				{ ...letter, from: "Digest <Digest@Example.com>" },
			])
				expect(whyNotPassedOn(config, one)).not.toBe(null);
			expect(
				whyNotPassedOn({ ...config, feedbackForward: false }, letter),
			).toMatch(/FEEDBACK_FORWARD/);
		}),
	);
});

it("what a person wrote is passed on once, also when it comes again or comes back, and an automatic reply never", async () => {
	const sink = await startSink();
	const database = await freshSqlite();
	const app = await testApp(database, {
		SMTP_URL: `${sink.url}?tls=off`,
		BOUNCE_MAILBOX: "bounces@example.com",
		REPLY_TO: "editor@example.com",
		FEEDBACK_FORWARD: "true",
	});
	const take = (mail: string | Buffer) => takeMail(app, Buffer.from(mail));
	const person =
		"From: Ada <ada@example.com>\nTo: digest@example.com\nSubject: Re: Issue 3\n\nThank you!\n";
	try {
		await take(person);
		await take(person);
		await take(sink.messages[0]?.raw ?? "");
		expect(sink.messages).toHaveLength(1);
		expect(sink.messages[0]?.recipient).toBe("editor@example.com");
		const automatic = [
			"Auto-Submitted: auto-replied",
			"Auto-Submitted: auto-generated; owner-email=a@example.com",
			"Return-Path: <>",
			"Precedence: auto_reply",
			"X-Autoreply: yes",
			"X-Auto-Response-Suppress: All\nAuto-Submitted: auto-replied",
		];
		for (const field of automatic) await take(`${field}\n${person}`);
		await take(person.replace("Re: Issue 3", "Out of office: back on Monday"));
		// A bounce address whose token is not ours.
		await take(person.replace("digest@", `bounces+${"a".repeat(40)}@`));
		expect(sink.messages.slice(1).map(({ raw }) => raw.toString())).toEqual([]);
	} finally {
		await app.dispose();
		await database.db.destroy();
		await sink.close();
	}
});

it("what Amazon SES tells by mail counts as a bounce without a token, by itself or within the JSON of SNS", async () => {
	const database = await freshSqlite();
	const app = await testApp(database, {});
	try {
		await seedSubscribers(app.db, 1);
		const message = JSON.stringify({
			notificationType: "Bounce",
			bounce: {
				feedbackId: "0100-feedback",
				bounceType: "Permanent",
				bounceSubType: "General",
				bouncedRecipients: [
					{
						emailAddress: "reader1@example.com",
						status: "5.1.1",
						diagnosticCode: "smtp; 550 5.1.1 user unknown",
					},
				],
			},
			mail: { source: "digest@example.com", messageId: "0100018f-000000" },
		});
		const mail = (text: string) =>
			Buffer.from(
				`From: AWS Notifications <no-reply@sns.amazonaws.com>\nTo: bounces@example.com\nContent-Type: text/plain; charset=UTF-8\n\n${text}\n`,
			);
		const alone = await takeMail(
			app,
			mail(`${message}\n\n--\nIf you wish to stop receiving notifications`),
		);
		expect(alone).toMatchObject({ kind: "bounce", isDone: true });
		const wrapped = JSON.stringify({ Type: "Notification", Message: message });
		await takeMail(app, mail(wrapped));
		expect(
			await app.db
				.selectFrom("feedback")
				.select(["source", "cause", "proven", "action"])
				.execute(),
		).toEqual([{ source: "mail", cause: "gone", proven: 0, action: "count" }]);
	} finally {
		await app.dispose();
		await database.db.destroy();
	}
});
