import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import type { Db, Trx } from "../../db/schema.ts";
import {
	anonymiseSubscriber,
	deleteOrKeepConsents,
	deleteSubscriberData,
	deleteTracesInDeliveries,
	forgetOldPages,
} from "../../db/subscriber/erasure.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { insertSuppression } from "../../db/subscriber/suppressions.ts";
import type { Clock } from "../../time/clock.ts";
import { addressHasher } from "./suppression.ts";

export interface ErasureSettings {
	/** keep: the consents stay, under a hash of the address, for RETAIN_CONSENTS. */
	readonly erasedConsents: "erase" | "keep";
}

/**
 * Erases a subscriber, also from an issue that is being sent. Two things remain:
 * anonymous deliveries, so that the counts of every issue stay right, and a
 * keyed hash of the address, so that no import or command adds it again. The
 * person may sign up and confirm, and is then a new subscriber.
 *
 * @param source who asked for it: page or operator
 * @returns false when there is no such subscriber, or not any more
 */
export async function eraseSubscriber(
	db: Db,
	clock: Clock,
	settings: ErasureSettings,
	id: number,
	source: "page" | "operator",
): Promise<boolean> {
	const erased = await db
		.transaction()
		.execute((trx) => eraseIn(trx, clock, settings, id, source));
	if (erased) await forgetOldPages(db);
	return erased;
}

/** `eraseSubscriber` in the caller's transaction. After it `forgetOldPages` is due. */
export async function eraseIn(
	trx: Trx,
	clock: Clock,
	settings: ErasureSettings,
	id: number,
	source: "page" | "operator",
): Promise<boolean> {
	const now = clock.now();
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
}
