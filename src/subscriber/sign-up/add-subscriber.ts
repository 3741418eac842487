import { addBookmarks } from "../../db/catalog/bookmarks.ts";
import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import type { Db, Trx } from "../../db/schema.ts";
import type { ConsentSource } from "../../db/sign-up-tables.ts";
import { hasOpenConfirmation } from "../../db/subscriber/confirmations.ts";
import { insertConsent } from "../../db/subscriber/consents.ts";
import { hasDueLetter, insertLetter } from "../../db/subscriber/letters.ts";
import {
	activateSubscriber,
	insertSubscriber,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import type { Clock, Instant } from "../../time/clock.ts";
import { formatDay } from "../../time/format-time.ts";
import { parseAddress } from "../address.ts";
import { addressHasher } from "../leaving/suppression.ts";
import { createConfirmationToken } from "./confirmation-token.ts";

export interface NewSubscriber {
	email: string;
	name?: string;
	/** Kept for a new subscriber only: those of a known one are theirs. */
	choices?: Partial<
		Pick<
			SubscriberRow,
			"lens" | "format" | "language" | "categories" | "time_zone"
		>
	>;
	/** True: the consent is known. False: the subscriber must confirm by mail. */
	confirmed: boolean;
	/** Slugs of tools to save for the subscriber. */
	bookmarks?: readonly string[];
	/** The address has asked again: adds one that unsubscribed, sends a pending one a second link. */
	again?: boolean;
	/** Writes down the confirmation or the welcome as a letter that is due, instead of returning a token. */
	letter?: boolean;
	/** Where the consent comes from; kept as its proof. */
	source?: ConsentSource;
}

export interface AddedSubscriber {
	subscriber: SubscriberRow;
	/**
	 * - added: the subscriber is new, active or pending
	 * - already: nothing was changed
	 * - confirmed: was pending, is active now
	 * - reactivated: was unsubscribed, is active now
	 * - asked: was known, and gets another link to confirm
	 */
	outcome: "added" | "already" | "confirmed" | "reactivated" | "asked";
	/** Number of tools that were not saved before. */
	bookmarksAdded: number;
	/** For the link in the confirmation mail, unless that is a letter. The database has only its hash. */
	confirmationToken?: string;
}

/**
 * Adds a subscriber in one transaction. Safe to repeat.
 * @throws Failure `bad-address`, `bad-name`, `unknown-tool`, `suppressed`, or
 * `has-left` for an unsubscribed address that is added as confirmed without `again`
 */
export async function addSubscriber(
	db: Db,
	clock: Clock,
	request: NewSubscriber,
): Promise<AddedSubscriber> {
	return db
		.transaction()
		.execute((trx) => addSubscriberIn(trx, clock, request));
}

/** `addSubscriber` in the caller's transaction. */
export async function addSubscriberIn(
	trx: Trx,
	clock: Clock,
	request: NewSubscriber,
): Promise<AddedSubscriber> {
	const { email, key } = parseAddress(request.email);
	const name = checkName(request.name);
	const now = clock.now();
	await refuseSuppressed(trx, key);
	const inserted = await insertSubscriber(trx, {
		email,
		email_key: key,
		name,
		state: request.confirmed ? "active" : "pending",
		created_at: now,
		confirmed_at: request.confirmed ? now : null,
		...request.choices,
	});
	const added = inserted
		? await addNew(trx, inserted, request, now)
		: await addKnown(trx, await knownSubscriber(trx, key), request, now);
	const tools = await toolIds(trx, request.bookmarks ?? [], now);
	const { id } = added.subscriber;
	if (request.letter && WELCOMED.includes(added.outcome) && request.confirmed)
		await insertLetter(trx, { subscriberId: id, kind: "welcome", now });
	return {
		...added,
		bookmarksAdded: await addBookmarks(trx, id, tools, now),
	};
}

const MAX_NAME = 200;

/**
 * Trims a name; null when there is none. It must be a single line, because it
 * is printed in mails, lists and logs.
 * @throws Failure `bad-name`
 */
export function checkName(name: string | undefined): string | null {
	const trimmed = name?.trim() ?? "";
	if (/\p{Cc}/u.test(trimmed))
		throw new Failure(
			"bad-name",
			"The name contains a line break or another control character.",
		);
	if (trimmed.length > MAX_NAME)
		throw new Failure(
			"bad-name",
			`The name contains ${trimmed.length.toLocaleString("en")} characters, and ${MAX_NAME} is the most.`,
		);
	return trimmed || null;
}

/** What is followed by a welcome, if it needs no confirmation. */
const WELCOMED: readonly AddedSubscriber["outcome"][] = [
	"added",
	"confirmed",
	"reactivated",
];

type Added = Omit<AddedSubscriber, "bookmarksAdded">;

/** @throws Failure `suppressed`: the suppression must be lifted first */
async function refuseSuppressed(trx: Trx, key: string): Promise<void> {
	const suppression = await suppressionOf(trx, (await addressHasher(trx))(key));
	if (suppression)
		throw new Failure(
			"suppressed",
			`This address must not be mailed (${suppression.reason}, since ${formatDay(suppression.created_at)}, by ${suppression.source}). If they asked for the digest again: digest subscribers unsuppress ADDRESS`,
		);
}

async function addNew(
	trx: Trx,
	subscriber: SubscriberRow,
	request: NewSubscriber,
	now: Instant,
): Promise<Added> {
	if (subscriber.state !== "active")
		return askToConfirm(trx, subscriber, "added", request, now);
	await recordConsent(trx, subscriber.id, request, now);
	return { subscriber, outcome: "added" };
}

async function addKnown(
	trx: Trx,
	subscriber: SubscriberRow,
	request: NewSubscriber,
	now: Instant,
): Promise<Added> {
	if (subscriber.state === "active") return { subscriber, outcome: "already" };
	const hasLeft = subscriber.state === "unsubscribed";
	if (request.confirmed) {
		if (hasLeft && !request.again)
			throw new Failure(
				"has-left",
				`This address unsubscribed on ${subscriber.unsubscribed_at === null ? "an unknown day" : formatDay(subscriber.unsubscribed_at)}. If they asked for the digest since, say so: --again.`,
			);
		await recordConsent(trx, subscriber.id, request, now);
		return {
			subscriber:
				(await activateSubscriber(trx, subscriber.id, now)) ?? subscriber,
			outcome: hasLeft ? "reactivated" : "confirmed",
		};
	}
	// An unsubscribed address stays so until it confirms, because anyone can type an address.
	const asked =
		(await hasOpenConfirmation(trx, subscriber.id, now)) ||
		(await hasDueLetter(trx, subscriber.id, "confirmation"));
	if (!request.again && asked) return { subscriber, outcome: "already" };
	return askToConfirm(trx, subscriber, "asked", request, now);
}

async function askToConfirm(
	trx: Trx,
	subscriber: SubscriberRow,
	outcome: "added" | "asked",
	request: NewSubscriber,
	now: Instant,
): Promise<Added> {
	const { id } = subscriber;
	const consentId = await recordConsent(trx, id, request, now);
	if (request.letter) {
		await insertLetter(trx, {
			subscriberId: id,
			kind: "confirmation",
			consentId,
			now,
		});
		return { subscriber, outcome };
	}
	return {
		subscriber,
		outcome,
		confirmationToken: await createConfirmationToken(trx, id, now, consentId),
	};
}

/** Keeps a consent that is known, or one that is being asked for. */
function recordConsent(
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

async function knownSubscriber(trx: Trx, key: string): Promise<SubscriberRow> {
	const subscriber = await subscriberByKey(trx, key);
	if (!subscriber) throw new Error("a known subscriber disappeared");
	return subscriber;
}

/** Only of published tools: a message would show others early. @throws Failure `unknown-tool`, naming every other slug */
async function toolIds(
	trx: Trx,
	slugs: readonly string[],
	now: Instant,
): Promise<number[]> {
	const found = await toolIdsBySlug(trx, slugs, now);
	const unknown = slugs.filter((slug) => !found.has(slug));
	if (unknown.length > 0)
		throw new Failure(
			"unknown-tool",
			`No published tool is called ${unknown.join(", ")}. Import it first, wait until it is published, or correct the slug.`,
		);
	return [...found.values()];
}
