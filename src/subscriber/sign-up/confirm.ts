import { addBookmarks } from "../../db/catalog/bookmarks.ts";
import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import type { Db, Trx } from "../../db/schema.ts";
import { updatePreferences } from "../../db/subscriber/choices.ts";
import {
	openConfirmation,
	useConfirmation,
	usedConfirmation,
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
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Clock, Instant } from "../../time/clock.ts";
import { addressHasher, suppressIn } from "../leaving/suppression.ts";
import { hashConfirmationToken } from "./confirmation-token.ts";

/** Where the button of a consent was pressed from. It is kept with the consent. */
export interface ConsentProof {
	ip: string | null;
	userAgent: string | null;
}

/**
 * Makes the subscriber of a token active, once: their consent is proven, the
 * tools of their sign-up are saved, and a welcome letter is due. A pause from
 * before they left is over: they ask for every issue, and all that is said to them
 * says so.
 *
 * @returns null for a token that is wrong, expired or used
 */
export async function confirmSubscription(
	db: Db,
	clock: Clock,
	token: string,
	proof: ConsentProof = { ip: null, userAgent: null },
): Promise<SubscriberRow | null> {
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		const used = await useConfirmation(trx, hashConfirmationToken(token), now);
		if (used === undefined) return null;
		const { subscriber_id: id, consent_id: consentId } = used;
		const activated = await activate(trx, id, now);
		const subscriber = activated ?? (await subscriberById(trx, id));
		if (!subscriber) return null;
		const consent =
			consentId === null
				? undefined
				: await confirmConsent(trx, consentId, { at: now, ...proof });
		if (consent?.tools)
			await saveSignUpTools(trx, id, JSON.parse(consent.tools), now);
		await liftErasure(trx, subscriber.email_key);
		if (activated)
			await insertLetter(trx, { subscriberId: id, kind: "welcome", now });
		return subscriber;
	});
}

async function activate(
	trx: Trx,
	id: number,
	now: Instant,
): Promise<SubscriberRow | undefined> {
	const activated = await activateSubscriber(trx, id, now);
	return activated && activated.paused_until !== null
		? updatePreferences(trx, id, { paused_until: null }, now)
		: activated;
}

/** The subscriber that this token would make active. Changes nothing. Null for a token that is wrong, expired or used. */
export async function subscriberToConfirm(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	const id = await openConfirmation(
		db,
		hashConfirmationToken(token),
		clock.now(),
	);
	return (await subscriberById(db, id ?? 0)) ?? null;
}

/**
 * Whose token this was, if it was used: so that a second press or a reload can
 * say what holds now. Null for a token that is wrong, expired or not used.
 */
export async function subscriberOfUsedToken(
	db: Db,
	token: string,
): Promise<SubscriberRow | null> {
	const id = await usedConfirmation(db, hashConfirmationToken(token));
	return (await subscriberById(db, id ?? 0)) ?? null;
}

/**
 * Uses a token for the opposite of a confirmation: the address is suppressed
 * until an operator lifts it.
 *
 * @returns null for a token that is wrong, expired or used
 */
export async function neverMailAgain(
	db: Db,
	clock: Clock,
	token: string,
): Promise<SubscriberRow | null> {
	return db.transaction().execute(async (trx) => {
		const used = await useConfirmation(
			trx,
			hashConfirmationToken(token),
			clock.now(),
		);
		const subscriber = used && (await subscriberById(trx, used.subscriber_id));
		if (!subscriber) return null;
		await suppressIn(trx, clock, subscriber.email_key, "never", "page");
		return subscriber;
	});
}

/** Saves the tools that were saved in a browser before the sign-up, except those that no longer exist. */
async function saveSignUpTools(
	trx: Trx,
	id: number,
	slugs: string[],
	now: string,
) {
	const tools = await toolIdsBySlug(trx, slugs, now);
	await addBookmarks(trx, id, [...tools.values()], now);
}

/** An erased subscriber may come back by confirming. No other suppression is lifted. */
async function liftErasure(trx: Trx, emailKey: string): Promise<void> {
	const hash = (await addressHasher(trx))(emailKey);
	if ((await suppressionOf(trx, hash))?.reason !== "erased") return;
	await markSuppressed(trx, emailKey, null);
	await deleteSuppression(trx, hash);
}
