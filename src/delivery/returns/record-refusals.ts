import type { Context } from "../../context.ts";
import { countByState } from "../../db/delivery/deliveries.ts";
import {
	endedIssuesWithRefusals,
	refusedRecipients,
} from "../../db/delivery/recipients.ts";
import type { Trx } from "../../db/schema.ts";
import { letterById } from "../../db/subscriber/letters.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { Cause } from "../../feedback/causes/cause.ts";
import { causeOfReply } from "../../feedback/causes/judge.ts";
import { type Clock, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import { areManyLost } from "../progress.ts";
import { ourCauseOf } from "../reply-causes.ts";
import { recordReturn } from "./record-return.ts";

/**
 * Records what servers answered to those who did not get an issue, and does what
 * follows, as for a bounce. Call it when the issue is over: until then an answer
 * that everybody got is taken back (`ledger/breadth.ts`).
 *
 * @param isDoubtful so many were refused that it may not be about them: then one
 *   refusal proves nothing, and two in two issues do
 */
export async function recordRefusals(
	trx: Trx,
	clock: Clock,
	issueId: number,
	isDoubtful: boolean,
): Promise<void> {
	for (const one of await refusedRecipients(trx, issueId)) {
		const subscriber = await subscriberById(trx, one.subscriber_id);
		if (!subscriber) continue;
		await recordReturn(trx, clock, {
			hash: `smtp ${issueId}.${one.subscriber_id}.${one.fence}`,
			source: "smtp",
			kind: "refusal",
			cause: causeOfRefusal(one.smtp_reply),
			feedbackType: null,
			address: subscriber.email,
			words: one.smtp_reply,
			message: {
				subscriber,
				issueId,
				letterId: null,
				sentAt: one.updated_at,
				isProven: !isDoubtful,
			},
		});
	}
}

/** An issue that ended before is history. */
const ENDED_MS = 7 * DAY;

/** Does the same for issues that ended early, once nothing of them is in flight. Safe to repeat. */
export async function recordRefusalsOfEnded({
	db,
	clock,
}: Pick<Context, "db" | "clock">): Promise<void> {
	const since = shift(clock.now(), -ENDED_MS);
	for (const issueId of await endedIssuesWithRefusals(db, since))
		await db.transaction().execute(async (trx) => {
			const {
				accepted = 0,
				refused = 0,
				expired = 0,
			} = await countByState(trx, issueId);
			const lost = refused + expired;
			const isDoubtful = accepted === 0 || areManyLost(lost, accepted + lost);
			await recordRefusals(trx, clock, issueId, isDoubtful);
		});
}

/**
 * Records that a server refused the recipient of a letter for good, and does what
 * follows. A letter is alone: nothing shows whether others get the same answer. So
 * one refusal proves nothing, and two of two messages do.
 */
export async function recordLetterRefusal(
	{ db, clock }: Pick<Context, "db" | "clock">,
	letterId: number,
	reply: string,
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const letter = await letterById(trx, letterId);
		const subscriber =
			letter && (await subscriberById(trx, letter.subscriber_id));
		if (!letter || !subscriber) return;
		await recordReturn(trx, clock, {
			hash: `smtp letter ${letterId}`,
			source: "smtp",
			kind: "refusal",
			cause: causeOfRefusal(reply),
			feedbackType: null,
			address: subscriber.email,
			words: reply,
			message: {
				subscriber,
				issueId: null,
				letterId,
				sentAt: null,
				isProven: false,
			},
		});
	});
}

/** `reply-causes.ts` says whose fault a reply is; if it is not ours, the table of causes says what it means. */
function causeOfRefusal(reply: string): Cause {
	const ours = ourCauseOf(reply);
	if (ours === null) return causeOfReply(reply).cause;
	return ours === "content" || ours === "size"
		? "content"
		: ours === "throttle"
			? "transient"
			: "policy-us";
}
