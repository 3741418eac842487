import type { SMTPError } from "nodemailer/lib/smtp-connection";
import { describeError } from "../../errors.ts";
import type { HandoverResult } from "../mailer.ts";

/** Replies that speak of our login or of TLS, never of the recipient (RFC 4954 6, RFC 3207 4). */
const LOGIN_CODES = [530, 534, 535, 538];

/**
 * How far a handover had come: to the end of the login; to where the server
 * takes DATA; beyond that, where the final dot may be out.
 */
export type Stage = "connecting" | "envelope" | "begun";

/** What an error of the connection means for the message. */
export function resultOf(error: unknown, stage: Stage): HandoverResult {
	const { code, responseCode, response, command }: Partial<SMTPError> =
		error instanceof Error ? error : {};
	const said = cleanReply(response || describeError(error));
	const refused =
		responseCode && responseCode >= 400 && responseCode <= 599
			? responseCode
			: null;

	if (stage === "begun")
		return refused
			? { kind: "rejected", code: refused, reply: said }
			: { kind: "unsure", error: said };
	// Said to RCPT it is named CONN when the commands went out together; to MAIL never.
	const named = stage === "envelope" && !/^(MAIL|RSET)/.test(command ?? "");
	if (refused === 421)
		return named
			? { kind: "rejected", code: 421, reply: said }
			: {
					kind: "unsent",
					error: said,
					authentication: false,
					closing:
						stage === "connecting" && command === "CONN"
							? "at the greeting"
							: "later",
				};
	if (code === "EAUTH" || (refused && LOGIN_CODES.includes(refused)))
		// 4xx: the server cannot tell just now, which is no fault of the login.
		return {
			kind: "unsent",
			error: said,
			authentication: !(refused && refused < 500),
		};
	if (code === "EENVELOPE" && refused)
		return {
			kind: "rejected",
			code: refused,
			reply: said,
			...(command === "MAIL FROM" ? { about: "sender" } : {}),
		};
	// Said by the library, in the server's stead: more than the SIZE that it announced.
	if (code === "EMESSAGE" && command === "MAIL FROM")
		return {
			kind: "rejected",
			code: 552,
			reply: `552 5.3.4 Not handed over: ${said}`,
		};
	return { kind: "unsent", error: said, authentication: false };
}

/** How much of a reply is kept, in characters. */
const REPLY_LIMIT = 500;

/** A server's words in one line that a database, a terminal and a page can take. */
export function cleanReply(reply: string): string {
	return reply
		.slice(0, REPLY_LIMIT * 2)
		.replace(/[\p{Cc}\s]+/gu, " ")
		.trim()
		.slice(0, REPLY_LIMIT)
		.toWellFormed();
}
