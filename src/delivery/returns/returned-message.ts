import type { Context } from "../../context.ts";
import { deliveriesTo, deliveryOf } from "../../db/delivery/deliveries.ts";
import { sealedEnvelope } from "../../db/issue/envelopes.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import { letterById } from "../../db/subscriber/letters.ts";
import {
	subscriberById,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { parseAddress } from "../../subscriber/address.ts";
import type { Returned } from "../../subscriber/bounce-token.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";

/** A message of ours that came back. */
export interface ReturnedMessage {
	subscriber: SubscriberRow;
	/** Null: a letter, or no issue is known. */
	issueId: number | null;
	letterId: number | null;
	/** When it was accepted; null: not known. */
	sentAt: Instant | null;
	/** A token says so, or our own connection. */
	isProven: boolean;
}

/** A server gives up after a week at most; a complaint may take some weeks. */
const TOKEN_LASTS_MS = 60 * DAY;

/** The message that a token names; null: it is too old, or nobody is there any more. */
export async function messageOfToken(
	db: Db,
	returned: Returned,
	now: Instant,
): Promise<ReturnedMessage | null> {
	const oldest = shift(now, -TOKEN_LASTS_MS);
	if (returned.kind === "letter") {
		const letter = await letterById(db, returned.letterId);
		if (!letter || letter.created_at < oldest) return null;
		const subscriber = await subscriberById(db, letter.subscriber_id);
		if (!subscriber) return null;
		return {
			subscriber,
			issueId: null,
			letterId: letter.id,
			sentAt: letter.sent_at,
			isProven: true,
		};
	}
	const { issueId, subscriberId } = returned;
	const issue = await issueById(db, issueId);
	const subscriber = await subscriberById(db, subscriberId);
	if (!issue?.sealed_at || issue.sealed_at < oldest || !subscriber) return null;
	const delivery = await deliveryOf(db, issueId, subscriberId);
	const sentAt = delivery?.state === "accepted" ? delivery.updated_at : null;
	return { subscriber, issueId, letterId: null, sentAt, isProven: true };
}

/**
 * The message that only the words of a report name: that of the returned
 * Message-ID, else of the last issue that this address got; null: nobody has it.
 *
 * @param isSigned somebody whom we trust says so: then a Message-ID of ours proves it
 */
export async function messageOfAddress(
	context: Pick<Context, "db" | "config" | "tokens">,
	address: string,
	messageId: string | null,
	isSigned = false,
): Promise<ReturnedMessage | null> {
	const { db } = context;
	const key = keyOf(address);
	const subscriber = key === null ? undefined : await subscriberByKey(db, key);
	if (!subscriber) return null;
	const deliveries = (await deliveriesTo(db, subscriber.id)).filter(
		({ state }) => state === "accepted",
	);
	const wanted = messageId?.trim().replace(/^<|>$/g, "");
	let named: (typeof deliveries)[number] | undefined;
	if (wanted !== undefined)
		for (const one of deliveries)
			if ((await idOf(context, one)) === wanted) named = one;
	const found = named ?? deliveries[0];
	return {
		subscriber,
		issueId: found?.issue_id ?? null,
		letterId: null,
		sentAt: found?.updated_at ?? null,
		isProven: isSigned && named !== undefined,
	};
}

function keyOf(address: string): string | null {
	try {
		return parseAddress(address).key;
	} catch {
		return null;
	}
}

async function idOf(
	context: Pick<Context, "db" | "config" | "tokens">,
	{ issue_id, subscriber_id }: { issue_id: number; subscriber_id: number },
): Promise<string | null> {
	const text = await sealedEnvelope(context.db, issue_id);
	if (text === null) return null;
	const envelope = JSON.parse(text) as Envelope;
	return messageIdOf(context, issue_id, subscriber_id, envelope);
}
