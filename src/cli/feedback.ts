import { describeError } from "../errors.ts";
import { CAUSES } from "../feedback/causes/cause.ts";
import { type Feedback, readFeedback } from "../feedback/feedback.ts";
import { readMailbox } from "../incoming/read-mailbox.ts";
import { MAX_MAIL_BYTES, takeMail } from "../incoming/take-mail.ts";
import { visible } from "../text/visible-text.ts";
import type { Io, Register } from "./terminal/io.ts";
import { writeFields, writeJson } from "./terminal/output.ts";
import { readBeginning } from "./terminal/read-beginning.ts";
import { withApp } from "./terminal/with-app.ts";

/** EX_DATAERR of sysexits.h: this is no message, and no other try makes it one. */
const NO_MESSAGE = 65;
/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. */
const TRY_AGAIN = 75;

export const feedback: Register = (program, io, exit) => {
	program
		.command("feedback")
		.description(
			"take in bounces, complaints and automatic replies, from standard input or a mailbox",
		)
		.option("--explain", "say what the message means; change nothing")
		.option("--imap", "read the mailbox of FEEDBACK_IMAP_URL once")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			`
Reads one message as a mail server pipes it, with any line ends, and does what
follows: suppresses addresses that are gone, unsubscribes those who complain. A
message that comes twice counts once. A request to unsubscribe by mail is handed
to unsubscribe-mail, so one pipe serves both mailboxes. docs/bounces.md has the
rules, and how to set up a mail server.

The exit code is 0 when the message was taken in, or is none that comes back; 65
when it is no message; 75 when it could not be stored: the mail server keeps it
and tries again.

With --imap, reads what is new in the mailbox instead, as digest serve does every
five minutes. The exit code is 75 when it could not be read to its end.

With --explain, shows each recipient that it names, the status code, what the
server did (failed, delayed, delivered, complained), and the cause. That needs no
database.

Example:
  digest feedback --explain < bounce.eml
  bounces: "|cd /srv/digest && npm run -s digest -- feedback"   (/etc/aliases)`,
		)
		.action(async (options: Options) => {
			if (options.explain) return explain(io, options.json === true);
			try {
				if (options.imap)
					return write(
						io,
						await withApp(io, (app) => readMailbox(app, io.signal)),
						options,
					);
				const raw = await readBeginning(io.input(), MAX_MAIL_BYTES);
				const taken = await withApp(io, (app) => takeMail(app, raw));
				write(io, taken, options);
				if (taken.kind === "no message") exit(NO_MESSAGE);
			} catch (error) {
				io.err(`digest: ${describeError(error)}\n`);
				exit(TRY_AGAIN);
			}
		});
};

interface Options {
	explain?: boolean;
	imap?: boolean;
	json?: boolean;
}

function write(io: Io, taken: { lines: string[] }, { json }: Options): void {
	if (json) writeJson(io, taken);
	else for (const line of taken.lines) io.out(`${visible(line)}\n`);
}

async function explain(io: Io, json: boolean): Promise<void> {
	const result = readFeedback(await readBeginning(io.input(), MAX_MAIL_BYTES));
	if (json) writeJson(io, result);
	else writeFeedback(io, result);
}

function writeFeedback(io: Io, result: Feedback): void {
	const type =
		result.feedbackType === null ? "" : ` (type ${result.feedbackType})`;
	io.out(`This message is ${KINDS[result.kind]}${type}.\n`);
	if (
		result.recipients.length === 0 &&
		["bounce", "delay", "complaint"].includes(result.kind)
	)
		io.out("It names no recipient.\n");
	for (const one of result.recipients) {
		io.out("\n");
		writeFields(io, [
			["recipient", one.address],
			[
				"delivered to",
				one.finalAddress === one.address ? null : one.finalAddress,
			],
			["action", one.action],
			["status", one.status],
			["cause", `${one.cause}: ${CAUSES[one.cause].meaning}`],
			["decided by", one.decidedBy],
			["reply", one.reply],
		]);
	}
}

const KINDS: Record<Feedback["kind"], string> = {
	bounce: "a bounce: a mail server gave up",
	delay: "a warning: a mail server goes on trying",
	delivered: "a report of success",
	complaint: "a complaint",
	vacation: "a vacation notice",
	"auto-reply": "an automatic reply",
	other: "none that this command knows, or written by a person",
};
