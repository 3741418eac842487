import type { Clock } from "../../clock.ts";
import { addBookmarks } from "../../db/catalog/bookmarks.ts";
import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import type { Db, SubscriberRow, Trx } from "../../db/schema.ts";
import {
	openConfirmation,
	useConfirmation,
} from "../../db/subscriber/confirmations.ts";
import { confirmConsent } from "../../db/subscriber/consents.ts";
import { insertLetter } from "../../db/subscriber/letters.ts";
import {
	activateSubscriber,
	subscriberById,
} from "../../db/subscriber/subscribers.ts";
import {
	deleteSuppression,
	markSuppressed,
	suppressionOf,
} from "../../db/subscriber/suppressions.ts";
import { addressHasher, suppressIn } from "../leaving/suppression.ts";
import { hashConfirmation } from "./confirmation-token.ts";

/** By whom the button was pressed, kept as proof. */
export interface Presser {
	ip: string | null;
	userAgent: string | null;
}

/**
 * Makes the subscriber active, once per token: what they agreed to is proven,
 * the tools they brought along are saved, and a welcome is to be mailed. Null
 * for a wrong, expired or used token alike.
 */
export async function confirm(
	db: Db,
	clock: Clock,
	token: string,
	presser: Presser = { ip: null, userAgent: null },
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const used = await useConfirmation(trx, hashConfirmation(token), now);
		if (used === undefined) return null;
		const { subscriber_id: id, consent_id: consentId } = used;
		const activated = await activateSubscriber(trx, id, now);
		const subscriber = activated ?? (await subscriberById(trx, id));
		if (!subscriber) return null;
		const consent =
			consentId === null
				? undefined
				: await confirmConsent(trx, consentId, { at: now, ...presser });
		if (consent?.tools) await bring(trx, id, JSON.parse(consent.tools), now);
		await welcomeBack(trx, subscriber.email_key);
		if (activated)
			await insertLetter(trx, { subscriberId: id, kind: "welcome", now });
		return subscriber;
	});
}

/** Whom this token would make active. Changes nothing. */
export async function whoConfirms(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	const id = await openConfirmation(db, hashConfirmation(token), clock.now());
	return (await subscriberById(db, id ?? 0)) ?? null;
}

/**
 * "Never write to me again": the address is suppressed for good. Null for a
 * wrong, expired or used token.
 */
export async function refuseForGood(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	return db.transaction().execute(async (trx) => {
		const used = await useConfirmation(
			trx,
			hashConfirmation(token),
			clock.now(),
		);
		const subscriber = used && (await subscriberById(trx, used.subscriber_id));
		if (!subscriber) return null;
		await suppressIn(trx, clock, subscriber.email_key, "never", "page");
		return subscriber;
	});
}

/** Tools that were saved in a browser before there was a subscriber. One that is gone since is left out. */
async function bring(trx: Trx, id: number, slugs: string[], now: string) {
	const tools = await toolIdsBySlug(trx, slugs);
	await addBookmarks(trx, id, [...tools.values()], now);
}

/** Who had everything erased and comes back by themselves may be mailed again, though nothing else was left of them. */
async function welcomeBack(trx: Trx, emailKey: string): Promise<void> {
	const hash = (await addressHasher(trx))(emailKey);
	if ((await suppressionOf(trx, hash))?.reason !== "erased") return;
	await markSuppressed(trx, emailKey, null);
	await deleteSuppression(trx, hash);
}
