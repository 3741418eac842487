import type { SMTPError } from "nodemailer/lib/smtp-connection";
import { describeError } from "../../errors.ts";
import type { HandoverResult } from "../mailer.ts";

/** Replies about our login or TLS, never about the recipient (RFC 4954 6, RFC 3207 4). */
const AUTHENTICATION_CODES = [530, 534, 535, 538];

/**
 * Where a handover failed. connecting: before the end of the login; envelope: before
 * the server accepted DATA; data: after it, when the final dot may have been sent.
 */
export type HandoverPhase = "connecting" | "envelope" | "data";

/**
 * What an error of the connection means for the message.
 *
 * @param error what nodemailer threw: a reply of the server, or a broken connection
 */
export function classifyError(
	error: unknown,
	phase: HandoverPhase,
): HandoverResult {
	const { code, responseCode, response, command }: Partial<SMTPError> =
		error instanceof Error ? error : {};
	const text = cleanReply(response || errorText(error));
	const refused =
		responseCode && responseCode >= 400 && responseCode <= 599
			? responseCode
			: null;

	if (phase === "data")
		return refused
			? { kind: "rejected", code: refused, reply: text, about: "message" }
			: { kind: "unsure", error: text };
	// With pipelining, nodemailer calls a 421 to RCPT "CONN". A 421 to MAIL it always calls MAIL.
	const maybeAboutRecipient =
		phase === "envelope" && !/^(MAIL|RSET)/.test(command ?? "");
	if (refused === 421)
		return maybeAboutRecipient
			? { kind: "rejected", code: 421, reply: text }
			: {
					kind: "unsent",
					error: text,
					authentication: false,
					closing:
						phase === "connecting" && command === "CONN"
							? "at the greeting"
							: "later",
				};
	if (code === "EAUTH" || (refused && AUTHENTICATION_CODES.includes(refused)))
		// 4xx: the server can't check the login now. That does not make the login wrong.
		return {
			kind: "unsent",
			error: text,
			authentication: !(refused && refused < 500),
		};
	// Commands are out of step with replies: another connection begins anew. Some
	// servers say by it that they want a login, which is no passing thing.
	if (refused === 503 && command === "MAIL FROM" && !/auth|log ?in/i.test(text))
		return { kind: "unsent", error: text, authentication: false };
	if (code === "EENVELOPE" && refused)
		return {
			kind: "rejected",
			code: refused,
			reply: text,
			...aboutOf(command),
		};
	// nodemailer's own error: the message is larger than the SIZE that the server announced.
	if (code === "EMESSAGE" && command === "MAIL FROM")
		return {
			kind: "rejected",
			code: 552,
			reply: `552 5.3.4 Not handed over: ${text}`,
			about: "message",
		};
	return { kind: "unsent", error: text, authentication: false };
}

/** nodemailer's one word for a silent connection says neither who nor what. */
function errorText(error: unknown): string {
	const text = describeError(error);
	return text === "Timeout" ? "The server stopped answering" : text;
}

function aboutOf(command: string | undefined): {
	about?: "sender" | "message";
} {
	if (command === "MAIL FROM") return { about: "sender" };
	return command === "DATA" ? { about: "message" } : {};
}

/** Characters of a reply that are kept. */
const MAX_REPLY_LENGTH = 500;

/** A server's reply as one line without control characters, at most 500 characters long. */
export function cleanReply(reply: string): string {
	return reply
		.slice(0, MAX_REPLY_LENGTH * 2)
		.replace(/[\p{Cc}\s]+/gu, " ")
		.trim()
		.slice(0, MAX_REPLY_LENGTH)
		.toWellFormed();
}
