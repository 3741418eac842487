import { audienceQuery } from "../audience/audience-terms.ts";
import { type AttemptRow, attemptsOf } from "../db/delivery/attempts.ts";
import { deliveryOf } from "../db/delivery/deliveries.ts";
import { feedbackOf } from "../db/delivery/feedback.ts";
import type { DeliveryRow } from "../db/delivery-tables.ts";
import { hasDeletedDeliveries } from "../db/expired-rows.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { Db } from "../db/schema.ts";
import {
	matchesCategories,
	NO_CATEGORY_MATCHES,
} from "../db/subscriber/category-filter.ts";
import { isInAudience } from "../db/subscriber/subscriber-export.ts";
import type { SubscriberRow } from "../db/subscriber-tables.ts";
import type { Consequence } from "../feedback/consequence.ts";
import { issueCategories } from "../issue/content/categories.ts";
import { chosenCategories } from "../subscriber/choices.ts";
import type { Instant } from "../time/clock.ts";
import { formatTime } from "../time/format-time.ts";
import { causeOf } from "./reply-causes.ts";
import { DONE } from "./returns/consequence-words.ts";

export interface Explanation {
	/** One sentence: whether they got it, and why or why not. */
	answer: string;
	state: DeliveryRow["state"] | "no delivery";
	attempts: AttemptRow[];
	/** What came back for this issue, the latest first. */
	returns: ExplainedReturn[];
}

/** One message that came back, or one refusal. */
export interface ExplainedReturn {
	at: Instant;
	kind: string;
	cause: string;
	/** What the server said; null: nothing, or it was deleted. */
	words: string | null;
	/** What followed, as a sentence without its end. */
	followed: string;
}

/** Why this subscriber got, did not get or will get this issue, as far as the database knows. */
export async function explainDelivery(
	db: Db,
	issue: IssueHead,
	subscriber: SubscriberRow,
	now: Instant,
): Promise<Explanation> {
	const delivery = await deliveryOf(db, issue.id, subscriber.id);
	const attempts = await attemptsOf(db, issue.id, subscriber.id);
	return {
		answer: delivery
			? deliveryAnswer(delivery, issue)
			: answerWithoutDelivery(issue, subscriber, {
					inAudience: await isInAudience(
						db,
						await audienceQuery(db, issue.audience, now),
						subscriber.id,
					),
					wantsSomeOfIt: matchesCategories(
						chosenCategories(subscriber),
						await issueCategories(db, issue.id),
					),
					deliveriesDeleted: await hasDeletedDeliveries(db, issue.id),
					now,
				}),
		state: delivery?.state ?? "no delivery",
		attempts,
		returns: await returnsOf(db, subscriber.id, issue.id),
	};
}

/**
 * What came back for a subscriber, the latest first.
 *
 * @param issueId absent: for every issue and letter
 */
export async function returnsOf(
	db: Db,
	subscriberId: number,
	issueId?: number,
): Promise<(ExplainedReturn & { issue: number | string | null })[]> {
	const rows = await feedbackOf(db, subscriberId, issueId);
	return rows.map((row) => ({
		issue: row.issue_id === null ? null : (row.number ?? `id:${row.issue_id}`),
		at: row.at,
		kind: row.kind,
		cause: row.cause,
		words: row.words,
		followed: `${DONE[row.action as Consequence]}${row.counted === 0 ? "; an editor forgave it" : ""}`,
	}));
}

/** The state of the delivery, as a sentence. */
export function deliveryAnswer(
	delivery: DeliveryRow,
	issue: IssueHead,
): string {
	const { state, smtp_reply: reply, reason, attempts } = delivery;
	const at = minute(delivery.updated_at);
	const tries =
		attempts === 1 ? "at the first attempt" : `at attempt ${attempts}`;
	switch (state) {
		case "accepted":
			return `The SMTP server accepted it on ${at}, ${tries}: “${reply ?? ""}”. What happened to it after that is not known here.`;
		case "refused":
			return `The SMTP server refused it permanently on ${at}: “${reply ?? ""}”.${usualCause(reply)}`;
		case "expired":
			return `It was ${reason ?? "given up"} on ${at}; the last reply was “${reply ?? ""}”. To try once more: digest send ${issue.number} --missing`;
		case "excluded":
			return `It was left out on ${at}: ${reason ?? "no reason is recorded"}.`;
		case "deferred":
			return `The SMTP server deferred it on ${at}: “${reply ?? ""}”. It is tried again after ${minute(delivery.next_attempt_at)}.`;
		case "unsure":
			return `It may or may not have been sent on ${at}: ${reason ?? "the connection was lost"}. ${whenUnsureIsResent(delivery)}`;
		case "claimed":
			return `A sender has been working on it since ${at}.`;
		case "pending":
			return `It is waiting to be sent: the issue is ${issue.state}.${issue.note ? ` ${issue.note}` : ""}`;
	}
}

/** What the reply usually means, as a sentence after a space; empty: that is not known. */
function usualCause(reply: string | null): string {
	const cause = causeOf(reply ?? "");
	return cause && cause.name !== "recipient" && cause.meaning
		? ` This usually means: ${cause.meaning}`
		: "";
}

function whenUnsureIsResent({ next_attempt_at }: DeliveryRow): string {
	return next_attempt_at
		? `The same message is sent again after ${minute(next_attempt_at)}, unless UNSURE=hold.`
		: "The same message is sent again, unless UNSURE=hold.";
}

/** Why a subscriber is not among the frozen recipients, as a sentence. */
function answerWithoutDelivery(
	issue: IssueHead,
	subscriber: SubscriberRow,
	known: {
		inAudience: boolean;
		wantsSomeOfIt: boolean;
		deliveriesDeleted: boolean;
		now: Instant;
	},
): string {
	if (issue.sealed_at === null) {
		const because = whyNotYet(issue, subscriber, known);
		return because === null
			? `Issue ${issue.number} is not sealed yet; they will get it.`
			: `Issue ${issue.number} is not sealed yet. ${because}: they will not get it.`;
	}
	const sealed = `the recipients were frozen on ${minute(issue.sealed_at)}`;
	if (subscriber.created_at > issue.sealed_at)
		return `They did not get it: ${sealed}, and they signed up on ${minute(subscriber.created_at)}.`;
	if (subscriber.confirmed_at === null)
		return `They did not get it: ${sealed}, and they had not confirmed.`;
	if (subscriber.confirmed_at > issue.sealed_at)
		return `They did not get it: ${sealed}, and they confirmed on ${minute(subscriber.confirmed_at)}.`;
	if (
		subscriber.unsubscribed_at &&
		subscriber.unsubscribed_at <= issue.sealed_at
	)
		return `They did not get it: ${sealed}, and they had left on ${minute(subscriber.unsubscribed_at)}.`;
	if (known.deliveriesDeleted)
		return "The deliveries of this issue were deleted after RETAIN_DELIVERIES; only the counts are left.";
	if (issue.audience !== null)
		return `They did not get it: its audience was ${issue.audience}, and when ${sealed} they did not match it.`;
	if (!known.wantsSomeOfIt)
		return `They have no delivery, and the issue has ${NO_CATEGORY_MATCHES}.`;
	return `They were active when ${sealed}, and have no delivery. To reach them: digest send ${issue.number} --missing`;
}

/** Why a seal would leave them out, as things are; null: it would not. */
function whyNotYet(
	issue: IssueHead,
	subscriber: SubscriberRow,
	known: { inAudience: boolean; wantsSomeOfIt: boolean; now: Instant },
): string | null {
	const { state, suppressed, paused_until: pausedUntil } = subscriber;
	const sealAt =
		issue.send_at !== null && issue.send_at > known.now
			? issue.send_at
			: known.now;
	if (state !== "active") return `They are ${state}`;
	if (suppressed !== null)
		return `Their address must not be mailed (suppressed: ${suppressed})`;
	if (pausedUntil !== null && pausedUntil > sealAt)
		return `They are paused until ${minute(pausedUntil)}`;
	if (!known.inAudience)
		return `Its audience is ${issue.audience}, which they do not match`;
	if (!known.wantsSomeOfIt)
		return `As it is now, it has ${NO_CATEGORY_MATCHES}`;
	return null;
}

function minute(instant: Instant | null): string {
	return instant === null ? "an unknown day" : formatTime(instant);
}
