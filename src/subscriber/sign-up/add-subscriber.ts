import type { Clock, Instant } from "../../clock.ts";
import { addBookmarks } from "../../db/catalog/bookmarks.ts";
import type { ConsentSource, Db, SubscriberRow, Trx } from "../../db/schema.ts";
import { hasOpenConfirmation } from "../../db/subscriber/confirmations.ts";
import { insertConsent } from "../../db/subscriber/consents.ts";
import {
	activateSubscriber,
	insertSubscriber,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import { Failure } from "../../errors.ts";
import { parseAddress } from "../address.ts";
import { addressHasher } from "../leaving/suppression.ts";
import { createConfirmationToken } from "./confirmation-token.ts";
import { toolIds } from "./tool-ids.ts";

export interface NewSubscriber {
	email: string;
	name?: string;
	/** True: their consent is known. False: they are asked to confirm by mail. */
	confirmed: boolean;
	/** Slugs of tools to save for them. */
	bookmarks?: readonly string[];
	/** They asked again: takes back one who left, sends a waiting one a second link. */
	again?: boolean;
	/** Where their consent comes from, to be kept as what is known of it. */
	source?: ConsentSource;
}

export interface AddedSubscriber {
	subscriber: SubscriberRow;
	/**
	 * added: a new one, active or pending; already: nothing was changed;
	 * confirmed: a pending one is active now; reactivated: one who had left is
	 * active again; asked: a known one gets a (further) link to confirm by.
	 */
	outcome: "added" | "already" | "confirmed" | "reactivated" | "asked";
	/** How many tools were saved that were not saved before. */
	bookmarksAdded: number;
	/** For the link in the mail to them; kept nowhere in the clear. */
	confirmationToken?: string;
}

/**
 * Adds a subscriber, whole or not at all. Repeating it changes nothing.
 *
 * @throws Failure `bad-address`, `bad-name`, `unknown-tool`, `suppressed`, or
 * `has-left` for one who unsubscribed and is added as confirmed without `again`
 */
export async function addSubscriber(
	db: Db,
	clock: Clock,
	wanted: NewSubscriber,
): Promise<AddedSubscriber> {
	const { email, key } = parseAddress(wanted.email);
	const name = checkName(wanted.name);
	const now = clock.now();
	return db.transaction().execute(async (trx) => {
		await refuseSuppressed(trx, key);
		const inserted = await insertSubscriber(trx, {
			email,
			email_key: key,
			name,
			state: wanted.confirmed ? "active" : "pending",
			created_at: now,
			confirmed_at: wanted.confirmed ? now : null,
		});
		const step = inserted
			? await welcome(trx, inserted, wanted, now)
			: await meetAgain(trx, await known(trx, key), wanted, now);
		const saved = await toolIds(trx, wanted.bookmarks ?? []);
		const { id } = step.subscriber;
		return {
			...step,
			bookmarksAdded: await addBookmarks(trx, id, saved, now),
		};
	});
}

/**
 * What they are greeted by stands in lines of its own in mails, lists and logs.
 *
 * @throws Failure `bad-name`
 */
export function checkName(name: string | undefined): string | null {
	const trimmed = name?.trim() ?? "";
	if (/\p{Cc}/u.test(trimmed) || trimmed.length > 200)
		throw new Failure(
			"bad-name",
			"The name holds a line break or another control character, or is longer than 200 characters.",
		);
	return trimmed || null;
}

type Step = Omit<AddedSubscriber, "bookmarksAdded">;

/** Whoever must not be mailed is brought back by nobody but those who lift that first. */
async function refuseSuppressed(trx: Trx, key: string): Promise<void> {
	const suppression = await suppressionOf(trx, (await addressHasher(trx))(key));
	if (suppression)
		throw new Failure(
			"suppressed",
			`This address must not be mailed (${suppression.reason}, since ${suppression.created_at.slice(0, 10)}, by ${suppression.source}). If they want it after all: digest subscribers unsuppress ADDRESS`,
		);
}

async function welcome(
	trx: Trx,
	subscriber: SubscriberRow,
	wanted: NewSubscriber,
	now: Instant,
): Promise<Step> {
	if (subscriber.state === "active") {
		await recordConsent(trx, subscriber.id, wanted, now);
		return { subscriber, outcome: "added" };
	}
	return ask(trx, subscriber, "added", wanted, now);
}

/** Their consent, known already or asked for by a link. */
async function recordConsent(
	trx: Trx,
	subscriberId: number,
	{ source = "cli", confirmed }: NewSubscriber,
	now: Instant,
): Promise<number> {
	return insertConsent(trx, {
		subscriber_id: subscriberId,
		source,
		asked_at: now,
		...(confirmed ? { confirmed_at: now } : {}),
	});
}

async function ask(
	trx: Trx,
	subscriber: SubscriberRow,
	outcome: "added" | "asked",
	wanted: NewSubscriber,
	now: Instant,
): Promise<Step> {
	const { id } = subscriber;
	const consentId = await recordConsent(trx, id, wanted, now);
	return {
		subscriber,
		outcome,
		confirmationToken: await createConfirmationToken(trx, id, now, consentId),
	};
}

async function meetAgain(
	trx: Trx,
	subscriber: SubscriberRow,
	wanted: NewSubscriber,
	now: Instant,
): Promise<Step> {
	if (subscriber.state === "active") return { subscriber, outcome: "already" };
	const hasLeft = subscriber.state === "unsubscribed";
	if (wanted.confirmed) {
		if (hasLeft && !wanted.again)
			throw new Failure(
				"has-left",
				`This address unsubscribed on ${subscriber.unsubscribed_at?.slice(0, 10)}. Add it with "again" only if they asked for the digest since.`,
			);
		await recordConsent(trx, subscriber.id, wanted, now);
		return {
			subscriber:
				(await activateSubscriber(trx, subscriber.id, now)) ?? subscriber,
			outcome: hasLeft ? "reactivated" : "confirmed",
		};
	}
	// One who left stays so until they confirm: anyone may type an address.
	if (!wanted.again && (await hasOpenConfirmation(trx, subscriber.id, now)))
		return { subscriber, outcome: "already" };
	return ask(trx, subscriber, "asked", wanted, now);
}

async function known(trx: Trx, key: string): Promise<SubscriberRow> {
	const subscriber = await subscriberByKey(trx, key);
	if (!subscriber) throw new Error("a known subscriber disappeared");
	return subscriber;
}
