import type { Clock } from "../../clock.ts";
import type { Db, SubscriberRow } from "../../db/schema.ts";
import { voidConfirmations } from "../../db/subscriber/confirmations.ts";
import { insertConsent } from "../../db/subscriber/consents.ts";
import { insertLetter } from "../../db/subscriber/letters.ts";
import {
	activateSubscriber,
	excludeDeliveries,
	markUnsubscribed,
	subscriberById,
} from "../../db/subscriber/subscribers.ts";
import type { ConsentProof } from "../sign-up/confirm.ts";

/** one-click and mail: by the mail program; page: by a person's button; operator: by the command line; retired: they were asked whether they still want it, and did not answer. */
export type UnsubscribeMethod =
	| "one-click"
	| "mail"
	| "page"
	| "operator"
	| "retired";

export interface Leaving {
	subscriber: SubscriberRow;
	/** False: they had left before, and nothing was changed. */
	now: boolean;
	/** Whether a letter of farewell is to be mailed. */
	goodbye: boolean;
}

/**
 * Ends a subscription at once, also for the issues that are going out: what
 * has not been claimed by a worker yet is excluded. Safe to repeat.
 *
 * @returns null when there is no such subscriber
 */
export async function unsubscribe(
	db: Db,
	clock: Clock,
	subscriberId: number,
	how: UnsubscribeMethod,
): Promise<SubscriberRow | null> {
	const leaving = await leave(db, clock, subscriberId, how, { goodbye: false });
	return leaving?.subscriber ?? null;
}

/**
 * The same, for those who see no page: with a goodbye, where it is wanted, to
 * whoever has left just now and may come back. Its row is written with the
 * leaving, so that there is one and never two; the signUps mail it.
 */
export async function leave(
	db: Db,
	clock: Clock,
	subscriberId: number,
	how: UnsubscribeMethod,
	wanted: { goodbye: boolean },
): Promise<Leaving | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const left = await markUnsubscribed(trx, subscriberId, now, how);
		await excludeDeliveries(
			trx,
			subscriberId,
			now,
			how === "retired" ? how : "unsubscribed",
		);
		const goodbye =
			wanted.goodbye && left !== undefined && canResubscribe(left);
		if (goodbye)
			await insertLetter(trx, { subscriberId, kind: "goodbye", now });
		// A confirmation mailed before they left must not bring them back.
		if (left) await voidConfirmations(trx, subscriberId, now);
		const subscriber = left ?? (await subscriberById(trx, subscriberId));
		return subscriber ? { subscriber, now: left !== undefined, goodbye } : null;
	});
}

/** Whether the page they left by may bring them back: they had confirmed, and nothing forbids it. */
export function canResubscribe(subscriber: SubscriberRow): boolean {
	return (
		subscriber.state === "unsubscribed" &&
		subscriber.confirmed_at !== null &&
		subscriber.suppressed === null
	);
}

/**
 * "That was a mistake": they are a subscriber again from the next issue on,
 * which is kept as a consent of its own. Safe to repeat.
 *
 * @returns null where that can't be
 */
export async function resubscribe(
	db: Db,
	clock: Clock,
	subscriberId: number,
	presser: ConsentProof,
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const subscriber = await subscriberById(trx, subscriberId);
		if (subscriber?.state === "active") return subscriber;
		if (!subscriber || !canResubscribe(subscriber)) return null;
		await insertConsent(trx, {
			subscriber_id: subscriberId,
			source: "page",
			asked_at: now,
			ip: presser.ip,
			user_agent: presser.userAgent,
			confirmed_at: now,
		});
		return (await activateSubscriber(trx, subscriberId, now)) ?? subscriber;
	});
}
