import type { Context } from "../../context.ts";
import { lock } from "../../db/dialect.ts";
import type { Trx } from "../../db/schema.ts";
import type { SignUpRow } from "../../db/sign-up-tables.ts";
import { insertConsent } from "../../db/subscriber/consents.ts";
import { insertLetter } from "../../db/subscriber/letters.ts";
import { removeSignUps, takeSignUp } from "../../db/subscriber/sign-ups.ts";
import {
	insertSubscriber,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Instant } from "../../time/clock.ts";
import { mailboxKey } from "../address.ts";
import { addressHasher } from "../leaving/suppression.ts";
import { recentLetters } from "./letter-limit.ts";
import { decideSignUp, type SignUpDecision } from "./sign-up-decision.ts";

/** Small, so that the server answers other requests between two batches. */
const BATCH = 10;

/**
 * Processes a batch of stored sign-ups. Each becomes a pending subscriber with a
 * consent and a letter that is due, or nothing. It is one transaction, so that
 * a crash leaves the sign-ups in the table.
 *
 * @returns how many sign-ups it removed, and for how many of them a letter is due
 */
export async function processSignUps({
	db,
	clock,
	config,
	log,
}: Pick<Context, "db" | "clock" | "config" | "log">): Promise<{
	processed: number;
	letters: number;
}> {
	/** Networks that reached the limit in this batch. The count says so once an hour, whatever the process. */
	let newlyFull = 0;
	const done = await db.transaction().execute(async (trx) => {
		// Of two processes with the same address, the second must see what the first wrote.
		await lock(trx, "sign-ups");
		const signUps = await removeSignUps(trx, BATCH);
		if (signUps.length === 0) return { processed: 0, letters: 0 };
		const now = clock.now();
		const hash = await addressHasher(trx);
		let letters = 0;
		for (const signUp of signUps) {
			const networkFull =
				signUp.network !== null &&
				!(await takeSignUp(trx, signUp.network, now, config.signUpsPerNetwork));
			// The table remembers that it was told, too: once an hour, whatever the process.
			if (
				networkFull &&
				(await takeSignUp(trx, `full ${signUp.network}`, now, 1))
			)
				newlyFull++;
			const { letter } = await processOne(trx, signUp, {
				now,
				networkFull,
				addressHash: hash(signUp.email_key),
				mailboxHash: hash(mailboxKey(signUp.email_key)),
			});
			if (letter !== null) letters++;
		}
		return { processed: signUps.length, letters };
	});
	for (let one = 0; one < newlyFull; one++)
		log.warn(
			{ limit: config.signUpsPerNetwork },
			"a network sent more sign-ups in this hour than SIGN_UPS_PER_NETWORK allows; until the next hour no letter answers those above it",
		);
	return done;
}

async function processOne(
	trx: Trx,
	signUp: SignUpRow,
	facts: {
		now: Instant;
		networkFull: boolean;
		addressHash: string;
		mailboxHash: string;
	},
): Promise<SignUpDecision> {
	const { now, networkFull } = facts;
	const known = await subscriberByKey(trx, signUp.email_key);
	const suppression = await suppressionOf(trx, facts.addressHash);
	const kind = known?.state === "active" ? "preferences-link" : "confirmation";
	const decision = decideSignUp({
		kind: signUp.kind,
		state: known?.state ?? null,
		suppressed: suppression?.reason ?? null,
		...(await recentLetters(
			trx,
			signUp.email_key,
			known?.id ?? null,
			kind,
			now,
		)),
		networkFull,
	});
	if (decision.letter === null) return decision;
	const subscriber = known ?? (await insertPending(trx, signUp, now));
	const consentId =
		decision.letter === "confirmation"
			? await recordConsent(trx, subscriber, signUp)
			: undefined;
	await insertLetter(trx, {
		subscriberId: subscriber.id,
		kind: decision.letter,
		mailboxHash: facts.mailboxHash,
		now,
		...(consentId === undefined ? {} : { consentId }),
	});
	return decision;
}

async function insertPending(
	trx: Trx,
	{ email, email_key, language }: SignUpRow,
	now: Instant,
): Promise<SubscriberRow> {
	const inserted = await insertSubscriber(trx, {
		email,
		email_key,
		name: null,
		language,
		state: "pending",
		created_at: now,
		confirmed_at: null,
	});
	const subscriber = inserted ?? (await subscriberByKey(trx, email_key));
	if (!subscriber) throw new Error("a new subscriber disappeared");
	return subscriber;
}

function recordConsent(
	trx: Trx,
	subscriber: SubscriberRow,
	signUp: SignUpRow,
): Promise<number> {
	return insertConsent(trx, {
		subscriber_id: subscriber.id,
		source: signUp.source,
		asked_at: signUp.asked_at,
		ip: signUp.ip,
		user_agent: signUp.user_agent,
		form_url: signUp.form_url,
		text_version: signUp.text_version,
		tools: signUp.tools,
	});
}
