import {
	cameBackBefore,
	feedbackOf,
	insertFeedback,
	lastAcceptedForGood,
	setAction,
} from "../../db/delivery/feedback.ts";
import type { Trx } from "../../db/schema.ts";
import { lastSignOfLife } from "../../db/subscriber/inactive-subscribers.ts";
import type { Cause } from "../../feedback/causes/cause.ts";
import {
	type Consequence,
	consequenceOf,
	countInARow,
	type Judged,
	type Return,
} from "../../feedback/consequence.ts";
import { suppressIn } from "../../subscriber/leaving/suppression.ts";
import { unsubscribeIn } from "../../subscriber/leaving/unsubscribe.ts";
import { hideAddress, maskAddresses } from "../../text/mask-addresses.ts";
import type { Clock } from "../../time/clock.ts";
import { domainOf } from "../rates/domain-groups.ts";
import type { ReturnedMessage } from "./returned-message.ts";

/** What came back, and for whom. */
export interface Came {
	/** The same for the same: what comes twice is recorded once. */
	hash: string;
	source: "mail" | "smtp" | "webhook";
	kind: Judged["kind"];
	cause: Cause;
	feedbackType: string | null;
	/** The address that it names; null: none. */
	address: string | null;
	/** What the server said; empty: nothing. */
	words: string;
	/** Null: nobody that is known here. */
	message: ReturnedMessage | null;
}

/**
 * Records what came back, and does what follows, in the caller's transaction.
 *
 * @returns what followed, and whether it is the first of its kind for this
 *   message; null: it was recorded before, and nothing was changed
 */
export async function recordReturn(
	trx: Trx,
	clock: Clock,
	came: Came,
): Promise<{ consequence: Consequence; isFirst: boolean } | null> {
	const { hash, source, kind, cause, words, message } = came;
	const address = message?.subscriber.email ?? came.address;
	const row = {
		hash,
		at: clock.now(),
		source,
		issue_id: message?.issueId ?? null,
		letter_id: message?.letterId ?? null,
		subscriber_id: message?.subscriber.id ?? null,
		kind,
		cause,
		domain: address === null ? "" : domainOf(address),
		proven: message?.isProven ? 1 : 0,
		first: 1,
		counted: 1,
		sent_at: message?.sentAt ?? null,
		words: masked(words, address),
		action: "none" satisfies Consequence,
	};
	const first = message === null || !(await cameBackBefore(trx, row)) ? 1 : 0;
	if (!(await insertFeedback(trx, { ...row, first }))) return null;
	if (message === null) return { consequence: "none", isFirst: true };
	const { subscriber, isProven } = message;
	const judged = { kind, cause, isProven, feedbackType: came.feedbackType };
	const consequence = consequenceOf(
		judged,
		await inARow(trx, subscriber.id, cause),
	);
	await setAction(trx, hash, consequence);
	if (consequence === "suppress")
		await suppressIn(trx, clock, subscriber.email_key, "bounce", "feedback");
	if (consequence === "leave") {
		await suppressIn(trx, clock, subscriber.email_key, "complaint", "feedback");
		await unsubscribeIn(trx, clock, subscriber.id, "complaint");
	}
	return { consequence, isFirst: first === 1 };
}

/** How many messages in a row came back to this subscriber for such a cause. */
export async function inARow(
	trx: Trx,
	subscriberId: number,
	cause: Cause,
): Promise<number> {
	const returns = (await feedbackOf(trx, subscriberId))
		.filter(
			({ counted, kind }) =>
				counted === 1 && (kind === "bounce" || kind === "refusal"),
		)
		.map(
			(one): Return => ({
				message:
					one.letter_id === null
						? `issue ${one.issue_id}`
						: `letter ${one.letter_id}`,
				cause: one.cause as Cause,
				sentAt: one.sent_at,
				at: one.at,
			}),
		);
	return countInARow(cause, returns, {
		acceptedAt: await lastAcceptedForGood(trx, subscriberId),
		seenAt: await lastSignOfLife(trx, subscriberId),
	});
}

const MAX_WORDS = 500;

function masked(words: string, address: string | null): string | null {
	const hidden =
		address === null ? maskAddresses(words) : hideAddress(words, address);
	return hidden.slice(0, MAX_WORDS) || null;
}
