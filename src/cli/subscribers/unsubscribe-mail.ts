import { describeError } from "../../errors.ts";
import {
	AUTOMATIC,
	unsubscribeByToken,
} from "../../incoming/unsubscribe-by-token.ts";
import {
	MAX_UNSUBSCRIBE_MAIL_BYTES,
	readUnsubscribeMail,
} from "../../mail/unsubscribe-mail.ts";
import type { Register } from "../terminal/io.ts";
import { readBeginning } from "../terminal/read-beginning.ts";
import { withApp } from "../terminal/with-app.ts";

/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. */
const TRY_AGAIN = 75;

export const unsubscribeMail: Register = (program, io, exit) => {
	program
		.command("unsubscribe-mail")
		.description("read a request to unsubscribe from a mail on standard input")
		.addHelpText(
			"after",
			`
Set UNSUBSCRIBE_MAILBOX to an address of yours. Let your mail server accept that
address with a plus (leave+TOKEN@example.com), and pipe each mail into this
command. The token identifies the subscriber, in upper or lower case. It is read
from To, Cc, Delivered-To, X-Original-To, Envelope-To or the subject; the sender's
address is ignored. The subscriber gets one goodbye.

Mail without a valid token changes nothing. Of automatic mail, only a token in its
recipient counts: vacation notices and bounces never go there, but Apple Mail marks
its requests as automatic. The exit code is
0 in every case, so that nothing bounces, except when the database can't be used:
then it is 75, and the mail server tries again later.

Example, a line of /etc/aliases for Postfix, with recipient_delimiter = + and a
user who may write to the database:
  leave: "|cd /srv/digest && npm run -s digest -- unsubscribe-mail"`,
		)
		.action(async () => {
			try {
				const request = await readUnsubscribeMail(
					await readBeginning(io.input(), MAX_UNSUBSCRIBE_MAIL_BYTES),
				);
				const note =
					request.automatic && request.tokens.length === 0
						? AUTOMATIC
						: await withApp(io, (app) => unsubscribeByToken(app, request));
				if (note !== null) io.err(`digest: ${note}.\n`);
			} catch (error) {
				io.err(`digest: ${describeError(error)}\n`);
				exit(TRY_AGAIN);
			}
		});
};
