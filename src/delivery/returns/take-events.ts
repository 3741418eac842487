import { deliveryByReplyId } from "../../db/delivery/deliveries.ts";
import { keepReceipt } from "../../db/delivery/webhook-receipts.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { describeError } from "../../errors.ts";
import type { Receipt, ReturnEvent } from "../../feedback/webhooks/webhook.ts";
import { BOUNCE_TOKEN } from "../../subscriber/bounce-token.ts";
import {
	messageOfAddress,
	messageOfToken,
	type ReturnedMessage,
} from "./returned-message.ts";
import { hashOf, type ReportContext, takeCame } from "./take-came.ts";

/** What became of the events of one request. */
export interface TakenEvents {
	/** One sentence for each event, addresses masked. */
	lines: string[];
	/** What went wrong with those that could not be stored. The sending service must send them again. */
	failures: string[];
	/** The request is a copy of an earlier one with another body: nothing was changed. */
	isReplay: boolean;
}

interface EventOptions {
	receipt: Receipt | null;
	isSigned: boolean;
}

/**
 * Takes in events of a sending service, whose request was verified. Each is recorded
 * once, in a transaction of its own: one that fails does not stop the others.
 *
 * @param service its name, which keeps the ids of sending services apart
 * @param options `receipt`: of a request that counts with one body; `isSigned`:
 *   the sending service proved that it wrote them, so its id of a message proves whose it is
 */
export async function takeEvents(
	context: ReportContext,
	service: string,
	events: readonly ReturnEvent[],
	options: EventOptions,
): Promise<TakenEvents> {
	const taken: TakenEvents = { lines: [], failures: [], isReplay: false };
	for (const event of events)
		try {
			const line = await takeEvent(context, service, event, options);
			if (line === null) return { ...taken, isReplay: true };
			taken.lines.push(line);
		} catch (error) {
			taken.failures.push(describeError(error));
		}
	return taken;
}

/** @returns null: its receipt came before, with another body */
async function takeEvent(
	context: ReportContext,
	service: string,
	event: ReturnEvent,
	{ receipt, isSigned }: EventOptions,
): Promise<string | null> {
	const { db, clock } = context;
	const message = await messageOfEvent(context, event, isSigned);
	const notices: (() => Promise<void>)[] = [];
	const line = await db.transaction().execute(async (trx) => {
		if (
			receipt !== null &&
			!(await keepReceipt(
				trx,
				{ ...receipt, id: hashOf(receipt.id) },
				clock.now(),
			))
		)
			return null;
		const who = message?.subscriber.id ?? event.address?.toLowerCase() ?? "";
		return takeCame(
			context,
			trx,
			{
				hash: hashOf(`${service} ${event.id} ${who}`),
				source: isSigned ? "webhook" : "mail",
				kind: event.kind,
				cause: event.cause,
				feedbackType: event.feedbackType,
				address: event.address,
				words: event.reply,
				message,
			},
			(notice) => notices.push(notice),
		);
	});
	for (const notice of notices) await notice();
	return line;
}

/**
 * The message that an event is about: by our token in its envelope sender, by the
 * sending service's id of it, by our Message-ID, or else the last that the address got.
 * Null: nobody is known here, or the token is too old.
 */
async function messageOfEvent(
	context: ReportContext,
	{ senders, replyId, address, messageId }: ReturnEvent,
	isSigned: boolean,
): Promise<ReturnedMessage | null> {
	const { db, clock, tokens } = context;
	for (const sender of senders)
		for (const [candidate] of sender.matchAll(BOUNCE_TOKEN)) {
			const returned = tokens.bounce.open(candidate);
			if (returned !== null) return messageOfToken(db, returned, clock.now());
		}
	const delivery =
		replyId === null ? undefined : await deliveryByReplyId(db, replyId);
	const subscriber =
		delivery && (await subscriberById(db, delivery.subscriber_id));
	if (delivery && subscriber)
		return {
			subscriber,
			issueId: delivery.issue_id,
			letterId: null,
			sentAt: delivery.updated_at,
			isProven: isSigned,
		};
	return address === null
		? null
		: messageOfAddress(context, address, messageId, isSigned);
}
