import { type Instant, shift } from "../../clock.ts";
import type { RecordedOutcome } from "../../db/delivery/attempts.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import type { BuildFailure } from "./claim.ts";
import { type Retry, retryDelay, unsureDelay } from "./retry.ts";

/** What follows from the result of a handover. */
export interface DeliveryOutcome {
	/** What is written to the delivery. */
	recorded: RecordedOutcome;
	/** What the result says about the relay as a whole. Several failures in a row pause the issue. */
	relay: "works" | "fails" | "unknown";
	/** Why the issue is paused at once, for the editor; null: it is not. */
	pause: string | null;
}

/**
 * What the result of a handover means for the delivery. A 4xx reply is tried
 * again, a 5xx reply never: the digit decides, not the text (RFC 5321, 4.2.1).
 * Exceptions:
 * - 552 to a recipient is a full mailbox, which is temporary (RFC 5321, 4.5.3.1.10).
 * - 5.7.x is policy (RFC 3463) and a 5xx to MAIL is about our own address. Both
 *   pause the issue and say nothing about the recipient.
 * - A server that fails while another one works says nothing about the relay.
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
				},
				relay: "works",
				pause: null,
			};
		case "unsent":
			return {
				// The handover never began, so it does not count as an attempt.
				recorded: { ...base, state: "pending", attempts: attempts - 1 },
				relay: result.otherServerUp ? "unknown" : "fails",
				pause:
					result.authentication && !result.otherServerUp
						? `The SMTP server refuses the login: ${result.error}`
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
				relay: "unknown",
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
				relay: result.otherServerUp ? "unknown" : "fails",
				pause: null,
			};
		case "rejected":
			return rejectedOutcome(result, base, now, retry, random);
	}
}

function rejectedOutcome(
	{ code, reply, about }: Extract<HandoverResult, { kind: "rejected" }>,
	base: Omit<RecordedOutcome, "state">,
	now: Instant,
	retry: Retry,
	random: number,
): DeliveryOutcome {
	const replied = { ...base, smtp_code: code, smtp_reply: reply };
	const isPolicy = /^5\d\d[ -]5\.7\./.test(reply);
	if (isPolicy || (about === "sender" && code >= 500))
		return {
			recorded: { ...replied, state: "pending" },
			relay: "unknown",
			pause: isPolicy
				? `The SMTP server refuses the message by policy: ${reply}`
				: `The SMTP server refuses the sender's address, see MAIL_FROM: ${reply}`,
		};
	if (code >= 500 && code !== 552)
		return {
			recorded: {
				...replied,
				state: "refused",
				reason: "refused by the server",
			},
			relay: "works",
			pause: null,
		};
	if (now >= retry.giveUpAt)
		return {
			recorded: {
				...replied,
				state: "expired",
				reason: `given up after ${base.attempts} attempts`,
			},
			relay: "unknown",
			pause: null,
		};
	return {
		recorded: {
			...replied,
			state: "deferred",
			next_attempt_at: shift(now, retryDelay(base.attempts, retry, random)),
		},
		relay: "unknown",
		pause: null,
	};
}
