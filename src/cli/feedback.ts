import type { App } from "../app.ts";
import {
	type TakenReport,
	takeReport,
} from "../delivery/returns/take-report.ts";
import { describeError } from "../errors.ts";
import { CAUSES } from "../feedback/causes/cause.ts";
import { type Feedback, readFeedback } from "../feedback/feedback.ts";
import { forwardMail } from "../mail/forward.ts";
import { readUnsubscribeMail } from "../mail/unsubscribe-mail.ts";
import { subscriberOfMail } from "../subscriber/leaving/mail-token.ts";
import { visible } from "../text/visible-text.ts";
import { unsubscribeByToken } from "./subscribers/unsubscribe-mail.ts";
import type { Io, Register } from "./terminal/io.ts";
import { writeFields, writeJson } from "./terminal/output.ts";
import { readBeginning } from "./terminal/read-beginning.ts";
import { withApp } from "./terminal/with-app.ts";

/** More of a message is not read. */
const MAX_BYTES = 2 * 1024 * 1024;

/** EX_DATAERR of sysexits.h: this is no message, and no other try makes it one. */
const NO_MESSAGE = 65;
/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. */
const TRY_AGAIN = 75;

export const feedback: Register = (program, io, exit) => {
	program
		.command("feedback")
		.description(
			"take in a bounce, a complaint or an automatic reply on standard input",
		)
		.option("--explain", "say what the message means; change nothing")
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

With --explain, shows each recipient that it names, the status code, what the
server did (failed, delayed, delivered, complained), and the cause. That needs no
database.

Examples:
  digest feedback --explain < bounce.eml
  bounces: "|cd /srv/digest && npm run -s digest -- feedback"   (/etc/aliases)`,
		)
		.action(async (options: { explain?: boolean; json?: boolean }) => {
			if (options.explain) return explain(io, options.json === true);
			try {
				const raw = await readBeginning(io.input(), MAX_BYTES);
				const taken = await withApp(io, (app) => takeMail(app, raw));
				if (options.json) writeJson(io, taken);
				else for (const line of taken.lines) io.out(`${visible(line)}\n`);
				if (taken.kind === "no message") exit(NO_MESSAGE);
			} catch (error) {
				io.err(`digest: ${describeError(error)}\n`);
				exit(TRY_AGAIN);
			}
		});
};

async function explain(io: Io, json: boolean): Promise<void> {
	const result = readFeedback(await readBeginning(io.input(), MAX_BYTES));
	if (json) writeJson(io, result);
	else writeFeedback(io, result);
}

interface TakenMail {
	kind: TakenReport["kind"] | "unsubscribe";
	lines: string[];
}

/** Sorts a mail: a request to unsubscribe, what came back, or what a person wrote. */
async function takeMail(app: App, raw: Buffer): Promise<TakenMail> {
	const request = await readUnsubscribeMail(raw);
	if (subscriberOfMail(app.tokens, request.tokens) !== null) {
		const note = await unsubscribeByToken(app, request);
		return { kind: "unsubscribe", lines: [note ?? "unsubscribed"] };
	}
	const taken = await takeReport(app, raw);
	if (taken.kind === "no message")
		return { ...taken, lines: ["this is no message; nothing was changed"] };
	if (taken.kind !== "other") return taken;
	return { ...taken, lines: [...taken.lines, await passOn(app, raw)] };
}

/** Passes on what a person wrote. @returns a line for the log */
async function passOn(app: App, raw: Buffer): Promise<string> {
	const { feedbackForward, replyTo, editorAddress, mailFrom } = app.config;
	const to = replyTo ?? editorAddress;
	const what = "this mail is no report, a person may have written it";
	if (!feedbackForward || to === null)
		return `${what}; it is not passed on, see FEEDBACK_FORWARD`;
	const isForwarded = await forwardMail(await app.mailer(), raw, {
		from: mailFrom.address,
		to,
		date: app.clock.now(),
	});
	return isForwarded
		? `${what}; it was passed on`
		: `${what}; it was passed on before, and came back`;
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
