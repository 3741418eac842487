import { takeEvents } from "../delivery/returns/take-events.ts";
import {
	type TakenReport,
	takeReport,
} from "../delivery/returns/take-report.ts";
import { fieldValue, parseMessage } from "../feedback/report/mime.ts";
import { linesOf } from "../feedback/report/text.ts";
import { readSesMail } from "../feedback/webhooks/ses-mail.ts";
import type { ReturnEvent } from "../feedback/webhooks/webhook.ts";
import { readUnsubscribeMail } from "../mail/unsubscribe-mail.ts";
import { subscriberOfMail } from "../subscriber/leaving/mail-token.ts";
import type { IncomingContext } from "./incoming-context.ts";
import { passOn } from "./pass-on.ts";
import { unsubscribeByToken } from "./unsubscribe-by-token.ts";

/** What became of a mail. */
export interface TakenMail {
	kind: TakenReport["kind"] | "unsubscribe";
	/** Sentences for the log, addresses masked. */
	lines: string[];
	/** It needs nobody any more: false for what a person may have written and was not passed on. */
	isDone: boolean;
}

/** More of a message is not read. */
export const MAX_MAIL_BYTES = 2 * 1024 * 1024;

/**
 * Sorts a mail, however it came: a request to unsubscribe, what came back, or what
 * a person wrote. Each is taken in once, however often it comes.
 *
 * @param isForNobody a mail that is none of the first two is not passed on
 * @throws what the database and the SMTP server throw: the mail must come again
 */
export async function takeMail(
	context: IncomingContext,
	raw: Buffer,
	{ isForNobody = false }: { isForNobody?: boolean } = {},
): Promise<TakenMail> {
	const request = await readUnsubscribeMail(raw);
	if (subscriberOfMail(context.tokens, request.tokens) !== null) {
		const note = await unsubscribeByToken(context, request);
		return {
			kind: "unsubscribe",
			lines: [note ?? "unsubscribed"],
			isDone: true,
		};
	}
	const events = readSesMail(raw);
	if (events.length > 0) return takeSesMail(context, events);
	const { hasToken, ...taken } = await takeReport(context, raw);
	if (taken.kind === "no message")
		return {
			...taken,
			lines: ["this is no message; nothing was changed"],
			isDone: false,
		};
	if (taken.kind !== "other") return { ...taken, isDone: true };
	const { fields } = parseMessage(linesOf(raw));
	const { line, isPassedOn } = await passOn(context, raw, {
		isAutomatic: request.automatic || hasToken,
		from: fieldValue(fields, "from") ?? "",
		isForNobody,
	});
	return { ...taken, lines: [...taken.lines, line], isDone: isPassedOn };
}

/** Amazon SES by mail, which nothing signs. @throws Error when an event could not be stored */
async function takeSesMail(
	context: IncomingContext,
	events: readonly ReturnEvent[],
): Promise<TakenMail> {
	const { lines, failures } = await takeEvents(context, "ses", events, {
		receipt: null,
		isSigned: false,
	});
	if (failures.length > 0) throw new Error(failures[0]);
	return { kind: events[0]?.kind ?? "bounce", lines, isDone: true };
}
