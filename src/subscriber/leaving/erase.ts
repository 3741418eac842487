import type { Clock } from "../../clock.ts";
import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import type { Db } from "../../db/schema.ts";
import {
	anonymiseSubscriber,
	deleteOrKeepConsents,
	deleteSubscriberData,
	deleteTracesInDeliveries,
} from "../../db/subscriber/erasure.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { insertSuppression } from "../../db/subscriber/suppressions.ts";
import { addressHasher } from "./suppression.ts";

export interface ErasureSettings {
	/** Whether proof of consent outlives its subscriber, for as long as consents are kept. */
	readonly erasedConsents: "erase" | "keep";
}

/**
 * Erases a subscriber, also from the issues that are going out. Left are their
 * deliveries without a person, so that every issue still adds up, and a keyed
 * hash of the address, by which no import or command brings it back. Who signs
 * up again and confirms begins anew.
 *
 * @param source who asked for it: page or operator
 * @returns false when there is nobody (any more)
 */
export async function eraseSubscriber(
	db: Db,
	clock: Clock,
	settings: ErasureSettings,
	id: number,
	source: "page" | "operator",
): Promise<boolean> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		await excludeSubscriber(trx, id, now, "erased");
		const subscriber = await subscriberById(trx, id);
		if (!subscriber || !(await anonymiseSubscriber(trx, id, now))) return false;
		const hash = (await addressHasher(trx))(subscriber.email_key);
		await insertSuppression(trx, {
			address_hash: hash,
			reason: "erased",
			source,
			created_at: now,
		});
		await deleteSubscriberData(trx, id, subscriber.email_key);
		await deleteOrKeepConsents(
			trx,
			id,
			settings.erasedConsents === "keep" ? hash : null,
		);
		await deleteTracesInDeliveries(trx, id);
		return true;
	});
}
