import type { Cause } from "./causes/cause.ts";
import type { Feedback } from "./feedback.ts";

/**
 * What follows for the subscriber and the issue.
 *
 * suppress: no more mail to the address; leave: unsubscribed, without a goodbye,
 * and suppressed; count: it counts, and more of it suppresses; tell: the editor is
 * told, nobody is suppressed; none: it is shown, and counts as nothing.
 */
export type Consequence = "suppress" | "leave" | "count" | "tell" | "none";

interface Rule {
	/** So many messages in a row that come back suppress the address; null: none ever do. */
	suppressAfter: { proven: number; unproven: number } | null;
	/** What follows before that, or always. */
	else: Consequence;
}

/** One rule for each cause of a bounce, a refusal or a complaint. */
export const CONSEQUENCES: Readonly<Record<Cause, Rule>> = {
	gone: { suppressAfter: { proven: 1, unproven: 2 }, else: "count" },
	disabled: { suppressAfter: { proven: 3, unproven: 3 }, else: "count" },
	full: { suppressAfter: { proven: 3, unproven: 3 }, else: "count" },
	"policy-us": { suppressAfter: null, else: "tell" },
	complaint: { suppressAfter: null, else: "leave" },
	"policy-them": { suppressAfter: null, else: "none" },
	content: { suppressAfter: null, else: "none" },
	transient: { suppressAfter: null, else: "none" },
	vacation: { suppressAfter: null, else: "none" },
	"auto-reply": { suppressAfter: null, else: "none" },
	unknown: { suppressAfter: null, else: "none" },
};

/** Causes that count together: a mailbox that is full is often disabled next. */
const TOGETHER: readonly (readonly Cause[])[] = [["full", "disabled"]];

/** One message to the subscriber that came back. */
export interface Return {
	/** Names the message: what comes back twice for one counts once. */
	message: string;
	cause: Cause;
	/** When the message was accepted, ISO 8601; null: not known. */
	sentAt: string | null;
	/** When it came back. */
	at: string;
}

/** What shows that the mailbox works, ISO 8601; null: nothing does. */
export interface Life {
	/** The last message that was accepted and did not come back. */
	acceptedAt: string | null;
	/** The last sign of life. */
	seenAt: string | null;
}

export interface Judged {
	kind: Feedback["kind"] | "refusal";
	cause: Cause;
	/** A token, or our own connection, says whom it is about. Without, anybody could have written it. */
	isProven: boolean;
	/** "opt-out" of RFC 5965 is a request, which needs a proof. */
	feedbackType: string | null;
}

/**
 * What follows from a message that came back.
 *
 * @param inARow what `countInARow` says, this one included
 */
export function consequenceOf(
	{ kind, cause, isProven, feedbackType }: Judged,
	inARow: number,
): Consequence {
	if (kind !== "bounce" && kind !== "refusal" && kind !== "complaint")
		return "none";
	if (cause === "complaint" && feedbackType === "opt-out" && !isProven)
		return "none";
	const rule = CONSEQUENCES[cause];
	if (rule.suppressAfter === null) return rule.else;
	const bound = rule.suppressAfter[isProven ? "proven" : "unproven"];
	return inARow >= bound ? "suppress" : rule.else;
}

/**
 * How many messages in a row came back for causes that count together with this
 * one. An acceptance that did not come back ends the row, and so does a sign of life.
 */
export function countInARow(
	cause: Cause,
	returns: readonly Return[],
	{ acceptedAt, seenAt }: Life,
): number {
	const alike = TOGETHER.find((some) => some.includes(cause)) ?? [cause];
	return new Set(
		returns
			.filter(
				(one) =>
					alike.includes(one.cause) &&
					(acceptedAt === null || (one.sentAt ?? one.at) > acceptedAt) &&
					(seenAt === null || one.at > seenAt),
			)
			.map(({ message }) => message),
	).size;
}
