import type { Clock } from "../clock.ts";
import { voidConfirmations } from "../db/confirmations.ts";
import type { Db, SubscriberRow } from "../db/schema.ts";
import {
	excludeDeliveries,
	markUnsubscribed,
	subscriberById,
} from "../db/subscribers.ts";

export type WayOut = "one-click" | "page" | "operator";

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
	how: WayOut,
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const left = await markUnsubscribed(trx, subscriberId, now, how);
		await excludeDeliveries(trx, subscriberId, now, "unsubscribed");
		// A confirmation mailed before they left must not bring them back.
		if (left) await voidConfirmations(trx, subscriberId, now);
		return left ?? (await subscriberById(trx, subscriberId)) ?? null;
	});
}
