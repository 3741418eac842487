import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import { MAX_ID } from "../../db/dialect.ts";
import type { Db, Trx } from "../../db/schema.ts";
import { revokeConfirmations } from "../../db/subscriber/confirmations.ts";
import {
	countConsentsSince,
	insertConsent,
} from "../../db/subscriber/consents.ts";
import {
	countLettersSince,
	insertLetter,
} from "../../db/subscriber/letters.ts";
import {
	activateSubscriber,
	markUnsubscribed,
	subscriberById,
} from "../../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { type Clock, type Instant, shift } from "../../time/clock.ts";
import { DAY, HOUR } from "../../time/time-span.ts";
import { mailboxKey } from "../address.ts";
import type { ConsentProof } from "../sign-up/confirm.ts";
import { hadTooManyConfirmations } from "../sign-up/letter-limit.ts";
import { addressHasher } from "./suppression.ts";

/**
 * one-click and mail: by the mail program; page: by a person's button; operator:
 * by the command line; inactive: after they did not answer whether
 * they still want the digest; complaint: they reported the digest as spam.
 */
export type UnsubscribeMethod =
	| "one-click"
	| "mail"
	| "page"
	| "operator"
	| "inactive"
	| "complaint";

export interface UnsubscribeResult {
	subscriber: SubscriberRow;
	/** False: the subscriber had unsubscribed before, and nothing was changed. */
	changed: boolean;
	/** A goodbye letter is due. */
	goodbye: boolean;
}

/**
 * Ends a subscription at once, also for an issue that is being sent: a delivery
 * that no worker has claimed is excluded. Safe to repeat.
 *
 * A goodbye letter is for those who see no page. Only a subscriber who may
 * resubscribe gets one, and only one a day. Its row is written in the same
 * transaction, so that there is exactly one; the sign-up worker mails it.
 *
 * @returns null when there is no such subscriber
 */
export async function unsubscribe(
	db: Db,
	clock: Clock,
	subscriberId: number,
	method: UnsubscribeMethod,
	options: { goodbye: boolean } = { goodbye: false },
): Promise<UnsubscribeResult | null> {
	return db
		.transaction()
		.execute((trx) => unsubscribeIn(trx, clock, subscriberId, method, options));
}

/** `unsubscribe` in the caller's transaction. */
export async function unsubscribeIn(
	trx: Trx,
	clock: Clock,
	subscriberId: number,
	method: UnsubscribeMethod,
	options: { goodbye: boolean } = { goodbye: false },
): Promise<UnsubscribeResult | null> {
	if (subscriberId > MAX_ID) return null;
	const now = clock.now();
	const left = await markUnsubscribed(trx, subscriberId, now, method);
	await excludeSubscriber(
		trx,
		subscriberId,
		now,
		method === "inactive" ? method : "unsubscribed",
	);
	const goodbye =
		options.goodbye &&
		left !== undefined &&
		canResubscribe(left) &&
		(await countLettersSince(
			trx,
			subscriberId,
			"goodbye",
			shift(now, -DAY),
		)) === 0;
	if (goodbye) await insertLetter(trx, { subscriberId, kind: "goodbye", now });
	// A confirmation that was mailed before must not make them active again.
	if (left) await revokeConfirmations(trx, subscriberId, now);
	const subscriber = left ?? (await subscriberById(trx, subscriberId));
	return subscriber
		? { subscriber, changed: left !== undefined, goodbye }
		: null;
}

/** Whether the unsubscribe page may offer to resubscribe: they had confirmed, and are not suppressed. */
export function canResubscribe(subscriber: SubscriberRow): boolean {
	return (
		subscriber.state === "unsubscribed" &&
		subscriber.confirmed_at !== null &&
		subscriber.suppressed === null
	);
}

/**
 * For how long after leaving the link in a mail is enough to come back. Every
 * forwarded mail holds it, and it never expires; so it undoes a slip, and no more.
 * Long enough to read the page or the goodbye letter.
 */
export const RETURN_BY_LINK_MS = 2 * HOUR;

/**
 * Makes an unsubscribed subscriber active again, from the next issue on, and
 * keeps that as a new consent: shortly after they left, and once a day. Otherwise
 * a confirmation is mailed, as for a new sign-up and with its limits. Safe to
 * repeat.
 *
 * @returns the subscriber: active, or still unsubscribed and asked by mail; null
 *   when there is no such subscriber, or `canResubscribe` is false
 */
export async function resubscribe(
	db: Db,
	clock: Clock,
	subscriberId: number,
	proof: ConsentProof,
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const subscriber = await subscriberById(trx, subscriberId);
		if (subscriber?.state === "active") return subscriber;
		if (!subscriber || !canResubscribe(subscriber)) return null;
		const isEnough = await linkIsEnough(trx, subscriber, now);
		if (!isEnough && (await hadTooManyConfirmations(trx, subscriber, now)))
			return subscriber;
		const consentId = await insertConsent(trx, {
			subscriber_id: subscriberId,
			source: "page",
			asked_at: now,
			ip: proof.ip,
			user_agent: proof.userAgent,
			...(isEnough ? { confirmed_at: now } : {}),
		});
		if (isEnough)
			return (await activateSubscriber(trx, subscriberId, now)) ?? subscriber;
		await insertLetter(trx, {
			subscriberId,
			kind: "confirmation",
			consentId,
			mailboxHash: (await addressHasher(trx))(mailboxKey(subscriber.email_key)),
			now,
		});
		return subscriber;
	});
}

async function linkIsEnough(
	trx: Trx,
	{ id, unsubscribed_at }: SubscriberRow,
	now: Instant,
): Promise<boolean> {
	return (
		unsubscribed_at !== null &&
		unsubscribed_at > shift(now, -RETURN_BY_LINK_MS) &&
		(await countConsentsSince(trx, id, "page", shift(now, -DAY))) === 0
	);
}
