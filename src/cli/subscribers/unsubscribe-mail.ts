import type { App } from "../../app.ts";
import { describeError } from "../../errors.ts";
import {
	MAX_UNSUBSCRIBE_MAIL_BYTES,
	readUnsubscribeMail,
} from "../../mail/unsubscribe-mail.ts";
import { unsubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import { type Register, withApp } from "../terminal/command.ts";

/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. */
const TRY_AGAIN = 75;

export const unsubscribeMail: Register = (program, io, exit) => {
	program
		.command("unsubscribe-mail")
		.description("take off the list whoever a mail on standard input is from")
		.addHelpText(
			"after",
			`
For your mail server: set UNSUBSCRIBE_MAILBOX to an address of yours, let it take
mail with a plus (leave+TOKEN@example.com), and pipe each mail into this command.
The token says who leaves, in To, Cc, Delivered-To, X-Original-To, Envelope-To or
the subject; the sender's address says nothing. A goodbye is mailed, once.

Mail without a good token and answers of machines change nothing, and exit with 0
like the rest, so that nothing bounces. When the database can't be reached the
exit code is 75, for which mail servers try again later.

Example, a line of /etc/aliases for Postfix, with recipient_delimiter = + and a
user who may write to the database:
  leave: "|cd /srv/digest && npm run -s digest -- unsubscribe-mail"`,
		)
		.action(async () => {
			try {
				const request = await readUnsubscribeMail(await beginning(io.input()));
				const said = request.automatic
					? "an automatic answer; nothing was changed"
					: await withApp(io, (app) => takeOff(app, request.tokens));
				if (said !== null) io.err(`digest: ${said}.\n`);
			} catch (error) {
				io.err(`digest: ${describeError(error)}\n`);
				exit(TRY_AGAIN);
			}
		});
};

/** What there is to say, if anything. */
async function takeOff(
	{ db, clock, tokens, signUps }: App,
	candidates: readonly string[],
): Promise<string | null> {
	const ids = candidates.map((token) => tokens.verify("unsubscribe", token));
	// Whether the token is wrong or its subscriber gone takes the same look at the rows.
	const id = ids.find((one) => one !== null) ?? 0;
	const leaving = await unsubscribe(db, clock, id, "mail", { goodbye: true });
	if (leaving?.goodbye) await signUps.run();
	return leaving === null
		? "this mail names no subscriber; nothing was changed"
		: null;
}

/** To its end all the same: a mail server whose pipe breaks sends the mail back. */
async function beginning(input: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of input) {
		if (length < MAX_UNSUBSCRIBE_MAIL_BYTES) chunks.push(chunk);
		length += chunk.length;
	}
	return Buffer.concat(chunks);
}
