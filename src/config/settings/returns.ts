import { z } from "zod";
import { describeError } from "../../errors.ts";
import {
	sendgridKey,
	standardWebhooksKey,
} from "../../feedback/webhooks/keys.ts";
import { readImapUrl } from "../../mail/imap/imap-url.ts";
import { BOUNCE_TOKEN_LENGTH } from "../../subscriber/bounce-token.ts";
import { setting } from "../setting.ts";
import { flag, mailAddress, oneOf, parsedBy, words } from "../values.ts";

/** A local part has at most 64 characters (RFC 5321 4.5.3.1.1); a separator and a token take the rest. */
const MAX_LOCAL_PART = 64 - 1 - BOUNCE_TOKEN_LENGTH;

export const returnSettings = {
	bounceMailbox: setting({
		name: "BOUNCE_MAILBOX",
		schema: mailAddress.refine(
			(address) => address.lastIndexOf("@") <= MAX_LOCAL_PART,
			{
				error: `must be an address with at most ${MAX_LOCAL_PART} characters before the @: a separator and a token follow them`,
			},
		),
		doc: `A mailbox for what comes back, such as \`bounces@example.com\`. Issues that
			are sealed from then on, and letters, have \`bounces+TOKEN@example.com\` as
			their envelope sender. Your mail server must pipe that mail into \`digest
			feedback\`, or FEEDBACK_IMAP_URL must name the mailbox; see docs/bounces.md. Unset: bounces go to MAIL_FROM.`,
	}),
	bounceSeparator: setting({
		name: "BOUNCE_SEPARATOR",
		schema: oneOf("+", "-", "=", "_", "."),
		default: "+",
		doc: "What stands between the name of BOUNCE_MAILBOX and the token: `+`, `-`, `=`, `_` or `.`, as your mail server wants it.",
	}),
	feedbackForward: setting({
		name: "FEEDBACK_FORWARD",
		schema: flag,
		default: "false",
		doc: `\`true\`: mail that a person wrote and \`digest feedback\` reads is passed on
			to REPLY_TO, or else to EDITOR_ADDRESS.`,
	}),
	feedbackImapUrl: setting({
		name: "FEEDBACK_IMAP_URL",
		schema: z.string().superRefine((text, context) => {
			try {
				readImapUrl(text);
			} catch (error) {
				context.addIssue(describeError(error).replace(/^The IMAP URL /, ""));
			}
		}),
		doc: `The IMAP mailbox to which bounces, complaints and requests to unsubscribe
			come: \`imaps://user:password@host/\`, or \`imap://\` with STARTTLS. It is read
			every five minutes by \`digest serve\`, and by \`digest feedback --imap\`.
			Certificates are verified.`,
	}),
	feedbackImapTokenCommand: setting({
		name: "FEEDBACK_IMAP_TOKEN_COMMAND",
		secret: true,
		schema: words,
		doc: `A command that writes an OAuth2 access token for the user of
			FEEDBACK_IMAP_URL, which has no password then. It is run without a shell,
			each time that the mailbox is read.`,
	}),
	feedbackImapFolders: setting({
		name: "FEEDBACK_IMAP_FOLDERS",
		schema: z
			.string()
			.transform((text) => text.split(",").map((one) => one.trim()))
			.refine((names) => names.every((one) => /^\P{Cc}+$/u.test(one)), {
				error: "must be names of folders with commas between them",
			}),
		default: "INBOX, \\Junk",
		doc: `Which folders of it are read, with commas between them. \`\\Junk\` is the
			folder that the server calls so, whatever its name is. What a person wrote
			is not passed on from there.`,
	}),
	feedbackImapMoveTo: setting({
		name: "FEEDBACK_IMAP_MOVE_TO",
		schema: z.string(),
		doc: `The folder to which messages are moved once they are taken in. Unset: they
			stay where they are, marked as read.`,
	}),
	feedbackSnsTopics: setting({
		name: "FEEDBACK_SNS_TOPICS",
		schema: words.refine(
			(topics) =>
				topics.every((one) => /^arn:aws[\w-]*:sns:[\w:-]+$/.test(one)),
			{
				error:
					"must be ARNs of topics, such as arn:aws:sns:eu-west-1:123456789012:bounces",
			},
		),
		unset: [],
		doc: `The ARNs of the Amazon SNS topics to which Amazon SES publishes bounces and
			complaints, with spaces between them. Their HTTPS subscription is
			\`/webhooks/feedback/ses\` at PUBLIC_URL, and is confirmed by itself.`,
	}),
	feedbackSendgridKey: setting({
		name: "FEEDBACK_SENDGRID_KEY",
		secret: true,
		schema: keyOf(sendgridKey, "must be the verification key of SendGrid"),
		doc: `The verification key of SendGrid's Event Webhook, which posts to
			\`/webhooks/feedback/sendgrid\`.`,
	}),
	feedbackMailgunKey: setting({
		name: "FEEDBACK_MAILGUN_KEY",
		secret: true,
		schema: z.string(),
		doc: `The HTTP webhook signing key of Mailgun, whose webhooks post to
			\`/webhooks/feedback/mailgun\`.`,
	}),
	feedbackPostmarkLogin: setting({
		name: "FEEDBACK_POSTMARK_LOGIN",
		secret: true,
		schema: z
			.string()
			.regex(
				/^[^:]+:.{16,}$/,
				"must be user:password, with 16 characters or more in the password",
			),
		doc: `\`user:password\`, of your choice, with which Postmark posts to
			\`/webhooks/feedback/postmark\`.`,
	}),
	feedbackWebhookSecret: setting({
		name: "FEEDBACK_WEBHOOK_SECRET",
		secret: true,
		schema: keyOf(
			standardWebhooksKey,
			"must be whsec_ and 24 to 64 bytes in base64",
		),
		doc: `The secret of any other sender of webhooks (standardwebhooks.com), which
			posts to \`/webhooks/feedback/standard\`: \`whsec_\` and 24 to 64 bytes in
			base64. docs/bounces.md has the JSON.`,
	}),
};

/** A key as it is written, if `read` can read it. */
function keyOf(read: (text: string) => unknown, mustBe: string) {
	return parsedBy((text) => {
		try {
			read(text);
			return text;
		} catch {
			return null;
		}
	}, mustBe);
}
