import type { RecordedOutcome } from "../../db/delivery/attempts.ts";
import { replyIdOf } from "../../feedback/reply-id.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { causeOf, isThrottle, maskReply, meaningOf } from "../reply-causes.ts";
import type { BuildFailure } from "./claim.ts";
import { type Retry, retryDelay, unsureDelay } from "./retry.ts";

/** What follows from the result of a handover. */
export interface DeliveryOutcome {
	/** What is written to the delivery. */
	recorded: RecordedOutcome;
	/** What the result says about the SMTP server as a whole. Several failures in a row pause the issue. */
	smtpServer: "works" | "fails" | "unknown";
	/** Why the issue is paused at once, for the editor; null: it is not. */
	pause: string | null;
}

type Rejected = Extract<HandoverResult, { kind: "rejected" }>;

/**
 * What the result of a handover means for the delivery. A 4xx reply is tried
 * again, a 5xx reply never: the digit decides, not the text (RFC 5321, 4.2.1).
 * Exceptions:
 * - 552 to a recipient is a full mailbox, which is temporary (RFC 5321, 4.5.3.1.10).
 * - A 5xx that asks for fewer messages at a time is about the pace, which changes.
 * - A 5xx to MAIL is about us. So is 5.7.x (policy, RFC 3463) to the message, and
 *   a message that is too large. They pause the issue and say nothing about the
 *   recipient. To RCPT, 5.7.x may be this recipient's own: setbacks.ts looks at
 *   how many others get the same.
 * - A server that fails while another one works says nothing about sending as a whole.
 *
 * @param attempts handovers begun, this one included
 * @param random 0 to 1, for the jitter
 */
export function judgeReply(
	result: HandoverResult | BuildFailure,
	attempts: number,
	now: Instant,
	retry: Retry,
	random: number,
): DeliveryOutcome {
	const base = {
		attempts,
		next_attempt_at: null,
		smtp_code: null,
		smtp_reply: null,
		reply_id: null,
		reason: null,
	};
	switch (result.kind) {
		case "accepted":
			return {
				recorded: {
					...base,
					state: "accepted",
					smtp_code: 250,
					smtp_reply: result.reply,
					reply_id: replyIdOf(result.reply),
				},
				smtpServer: "works",
				pause: null,
			};
		case "unsent":
			return {
				// The handover never began, so it does not count as an attempt.
				recorded: { ...base, state: "pending", attempts: attempts - 1 },
				smtpServer: result.otherServerUp ? "unknown" : "fails",
				pause:
					result.authentication && !result.otherServerUp
						? loginNote(result.error)
						: null,
			};
		case "build-failure":
			return {
				recorded: {
					...base,
					state: "pending",
					attempts: attempts - 1,
					reason: result.error,
				},
				smtpServer: "unknown",
				pause: result.error,
			};
		case "unsure":
			return {
				recorded:
					now < retry.giveUpAt
						? {
								...base,
								state: "unsure",
								next_attempt_at: shift(
									now,
									unsureDelay(attempts, retry, random),
								),
								reason: result.error,
							}
						: {
								...base,
								state: "expired",
								reason: `given up after ${attempts} attempts; it may have arrived: ${result.error}`,
							},
				smtpServer: result.otherServerUp ? "unknown" : "fails",
				pause: null,
			};
		case "rejected":
			return rejectedOutcome(result, base, now, retry, random);
	}
}

function rejectedOutcome(
	rejected: Rejected,
	base: Omit<RecordedOutcome, "state">,
	now: Instant,
	retry: Retry,
	random: number,
): DeliveryOutcome {
	const { code, reply, about } = rejected;
	const replied = { ...base, smtp_code: code, smtp_reply: reply };
	const pause = pauseFor(rejected, base.attempts);
	if (pause !== null)
		return {
			// Those without a time go first, so that this one does not stop the others again.
			recorded: { ...replied, state: "pending", next_attempt_at: now },
			smtpServer: "unknown",
			pause,
		};
	const isFinal =
		code >= 500 && !(code === 552 && about === undefined) && !isThrottle(reply);
	if (isFinal)
		return {
			recorded: {
				...replied,
				state: "refused",
				reason: "refused by the server",
			},
			smtpServer: "works",
			pause: null,
		};
	if (now >= retry.giveUpAt)
		return {
			recorded: {
				...replied,
				state: "expired",
				reason: `given up after ${base.attempts} attempts`,
			},
			smtpServer: "unknown",
			pause: null,
		};
	return {
		recorded: {
			...replied,
			state: "deferred",
			next_attempt_at: shift(now, retryDelay(base.attempts, retry, random)),
		},
		smtpServer: "unknown",
		pause: null,
	};
}

/** A 530 may ask for TLS and not for a login (RFC 3207 4). */
function loginNote(reply: string): string {
	const cause = causeOf(reply);
	const what =
		cause?.name === "tls" ? "wants TLS before a login" : "refuses the login";
	return `The SMTP server ${what}: ${maskReply(reply)}. ${cause?.meaning || meaningOf("authentication")} Then continue with: digest issue resume`;
}

/** Why a refusal pauses the issue at once; null: it does not. */
function pauseFor(
	{ code, reply, about }: Rejected,
	attempts: number,
): string | null {
	if (code < 500 || about === undefined || isThrottle(reply)) return null;
	const cause = causeOf(reply);
	const isSize = about === "message" && cause?.name === "size";
	const isPolicy = /^5\d\d[ -]5\.7\./.test(reply);
	// Refused once more after a person resumed: only this copy or this recipient is
	// meant. If all are, their breadth shows it.
	if (about === "message" && attempts > 1) return null;
	if (!isSize && !isPolicy && about !== "sender") return null;
	const what = isSize
		? "refuses the message for its size"
		: about === "sender"
			? "refuses what comes from this sender"
			: "refuses the message by policy";
	const meaning =
		cause && cause.name !== "recipient"
			? cause.meaning
			: about === "sender"
				? "Look at MAIL_FROM, and at what the sending service says of the account."
				: "";
	return `The SMTP server ${what}: ${maskReply(reply)}${meaning ? `. ${meaning}` : ""} Then continue with: digest issue resume`;
}
