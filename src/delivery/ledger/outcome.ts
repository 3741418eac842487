import { type Instant, shift } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { RecordedOutcome } from "../../db/delivery/attempts.ts";
import { OPEN_STATES } from "../../db/delivery/delivery-states.ts";
import type { DeliveryState } from "../../db/schema.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { DAY } from "../../time-span.ts";
import type { BuildFailure } from "./claim.ts";

/** How long a delivery is tried before it expires. */
export const GIVE_UP_AFTER_MS = DAY;

/**
 * The states of deliveries that are sent without anybody deciding it, in the
 * order in which they are sent.
 */
export function sendableStates({
	unsure,
}: Pick<Config, "unsure">): readonly DeliveryState[] {
	return unsure === "hold"
		? OPEN_STATES.filter((state) => state !== "unsure")
		: OPEN_STATES;
}

export interface Decision {
	recorded: RecordedOutcome;
	/** What the result says of the relay as a whole. Several failures in a row pause the issue. */
	relay: "works" | "fails" | "unknown";
	/** Set: the issue is paused at once, and this says why. */
	pause: string | null;
}

/** When a delivery is tried again, and until when. */
export interface Retry {
	/** The wait after the first attempt, and the longest one; milliseconds. */
	readonly first: number;
	readonly max: number;
	/** What has not gone out by then expires. */
	readonly giveUpAt: Instant;
}

/**
 * What the result of a handover means for the delivery. A 4xx reply is tried
 * again, a 5xx reply never: the digit decides, not the text (RFC 5321, 4.2.1).
 * Exceptions:
 * - 552 to a recipient is a full mailbox, which is temporary (RFC 5321, 4.5.3.1.10).
 * - 5.7.x is policy (RFC 3463) and a 5xx to MAIL is about our own address. Both
 *   pause the issue and say nothing about the recipient.
 * - An unsure delivery waits for no server to change its mind, so its first
 *   wait is a tenth of the usual one.
 * - A server that fails while another one works says nothing of the relay.
 *
 * @param attempts handovers begun, this one included
 * @param random 0 to 1, for the jitter
 */
export function decide(
	result: HandoverResult | BuildFailure,
	attempts: number,
	now: Instant,
	retry: Retry,
	random: number,
): Decision {
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
				// It never began, so it does not count as an attempt.
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
			return rejected(result, base, now, retry, random);
	}
}

function rejected(
	{ code, reply, about }: Extract<HandoverResult, { kind: "rejected" }>,
	base: Omit<RecordedOutcome, "state">,
	now: Instant,
	retry: Retry,
	random: number,
): Decision {
	const said = { ...base, smtp_code: code, smtp_reply: reply };
	const policy = /^5\d\d[ -]5\.7\./.test(reply);
	if (policy || (about === "sender" && code >= 500))
		return {
			recorded: { ...said, state: "pending" },
			relay: "unknown",
			pause: policy
				? `The SMTP server refuses the message by policy: ${reply}`
				: `The SMTP server refuses the sender's address, see MAIL_FROM: ${reply}`,
		};
	if (code >= 500 && code !== 552)
		return {
			recorded: { ...said, state: "refused", reason: "refused by the server" },
			relay: "works",
			pause: null,
		};
	if (now >= retry.giveUpAt)
		return {
			recorded: {
				...said,
				state: "expired",
				reason: `given up after ${base.attempts} attempts`,
			},
			relay: "unknown",
			pause: null,
		};
	return {
		recorded: {
			...said,
			state: "deferred",
			next_attempt_at: shift(now, retryDelay(base.attempts, retry, random)),
		},
		relay: "unknown",
		pause: null,
	};
}

/** The first wait, then three times as long each time up to the longest, give or take a fifth. */
export function retryDelay(
	attempts: number,
	{ first, max }: Pick<Retry, "first" | "max">,
	random: number,
): number {
	const delay = Math.min(first * 3 ** (attempts - 1), max);
	return Math.round(delay * (0.8 + 0.4 * random));
}

/** A tenth of the first wait; then as for a deferred one, for each try may be another copy. */
function unsureDelay(
	attempts: number,
	retry: Pick<Retry, "first" | "max">,
	random: number,
): number {
	const delay = retryDelay(attempts, retry, random);
	return attempts === 1 ? delay / 10 : delay;
}
