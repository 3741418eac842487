import {
	type RefusedRecipient,
	refusedRecipients,
} from "../../db/delivery/recipients.ts";
import type { Trx } from "../../db/schema.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { Cause } from "../../feedback/causes/cause.ts";
import { causeOfReply } from "../../feedback/causes/judge.ts";
import type { Clock } from "../../time/clock.ts";
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
			cause: causeOfRefusal(one),
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

/** `reply-causes.ts` says whose fault a reply is; if it is not ours, the table of causes says what it means. */
function causeOfRefusal({
	smtp_reply,
}: Pick<RefusedRecipient, "smtp_reply">): Cause {
	const ours = ourCauseOf(smtp_reply);
	if (ours === null) return causeOfReply(smtp_reply).cause;
	return ours === "content" || ours === "size"
		? "content"
		: ours === "throttle"
			? "transient"
			: "policy-us";
}
