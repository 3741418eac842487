import { CAUSES } from "../feedback/causes/cause.ts";
import { type Feedback, readFeedback } from "../feedback/feedback.ts";
import type { Io, Register } from "./terminal/io.ts";
import { writeFields, writeJson } from "./terminal/output.ts";

/** More of a message is not read. */
const MAX_BYTES = 2 * 1024 * 1024;

export const feedback: Register = (program, io) => {
	program
		.command("feedback")
		.description(
			"explain a bounce, a complaint or an automatic reply on standard input",
		)
		.requiredOption("--explain", "say what the message means; change nothing")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			`
Reads one message as a mail server pipes it, with any line ends. Shows each
recipient that it names, the status code, what the server did (failed, delayed,
delivered, complained), and the cause. It needs no database.

Example:
  digest feedback --explain < bounce.eml`,
		)
		.action(async (options: { json?: boolean }) => {
			const result = readFeedback(await readBeginning(io.input()));
			if (options.json) writeJson(io, result);
			else writeFeedback(io, result);
		});
};

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

/** Reads to the end, though only the beginning is used: a mail server bounces a mail when the pipe breaks. */
async function readBeginning(
	input: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of input) {
		if (length < MAX_BYTES) chunks.push(chunk);
		length += chunk.length;
	}
	return Buffer.concat(chunks);
}
