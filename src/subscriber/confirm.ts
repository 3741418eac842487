import type { Clock } from "../clock.ts";
import { openConfirmation, useConfirmation } from "../db/confirmations.ts";
import type { Db, SubscriberRow } from "../db/schema.ts";
import { activateSubscriber, subscriberById } from "../db/subscribers.ts";
import { hashConfirmation } from "./confirmation-token.ts";

/**
 * Makes the subscriber active, once per token. Null for a wrong, expired or
 * used one alike.
 */
export async function confirm(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const id = await useConfirmation(trx, hashConfirmation(token), now);
		if (id === undefined) return null;
		const activated = await activateSubscriber(trx, id, now);
		return activated ?? (await subscriberById(trx, id)) ?? null;
	});
}

/** Whom this token would make active. Changes nothing. */
export async function whoConfirms(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	const id = await openConfirmation(db, hashConfirmation(token), clock.now());
	return id === undefined ? null : ((await subscriberById(db, id)) ?? null);
}
