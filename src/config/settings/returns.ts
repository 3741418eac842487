import { BOUNCE_TOKEN_LENGTH } from "../../subscriber/bounce-token.ts";
import { setting } from "../setting.ts";
import { flag, mailAddress, oneOf } from "../values.ts";

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
			feedback\`; see docs/bounces.md. Unset: bounces go to MAIL_FROM.`,
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
};
