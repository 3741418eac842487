import { type Instant, shift } from "../../clock.ts";
import type { Context } from "../../context.ts";
import { lock } from "../../db/dialect.ts";
import type { SignUpRow, SubscriberRow, Trx } from "../../db/schema.ts";
import { insertConsent } from "../../db/subscriber/consents.ts";
import { insertLetter, lettersSince } from "../../db/subscriber/letters.ts";
import { countSignUp, removeSignUps } from "../../db/subscriber/sign-ups.ts";
import {
	insertSubscriber,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import { DAY } from "../../time-span.ts";
import { addressHasher } from "../leaving/suppression.ts";
import { decideSignUp, type SignUpDecision } from "./sign-up-decision.ts";

/** So few that other requests are answered between two batches. */
const BATCH = 10;

/**
 * Takes in a batch of what was asked for at the door: each becomes a
 * subscriber who is to confirm, with what they agreed to, and a letter that is
 * to be mailed; or nothing, for a reason. One transaction: a kill leaves it at
 * the door.
 *
 * @returns how many, and how many of them are to get a letter
 */
export async function processSignUps({
	db,
	clock,
	config,
}: Pick<Context, "db" | "clock" | "config">): Promise<{
	taken: number;
	letters: number;
}> {
	return db.transaction().execute(async (trx) => {
		// Of two processes that take in the same address, the second is to see what the first wrote.
		await lock(trx, "sign-ups");
		const signUps = await removeSignUps(trx, BATCH);
		if (signUps.length === 0) return { taken: 0, letters: 0 };
		const now = clock.now();
		const hash = await addressHasher(trx);
		let letters = 0;
		for (const signUp of signUps) {
			const networkFull =
				signUp.network !== null &&
				(await countSignUp(trx, signUp.network, now)) >
					config.signUpsPerNetwork;
			const { letter } = await takeOne(trx, signUp, {
				now,
				networkFull,
				addressHash: hash(signUp.email_key),
			});
			if (letter !== null) letters++;
		}
		return { taken: signUps.length, letters };
	});
}

async function takeOne(
	trx: Trx,
	signUp: SignUpRow,
	given: { now: Instant; networkFull: boolean; addressHash: string },
): Promise<SignUpDecision> {
	const { now, networkFull } = given;
	const known = await subscriberByKey(trx, signUp.email_key);
	const suppression = await suppressionOf(trx, given.addressHash);
	const kind = known?.state === "active" ? "door" : "confirmation";
	const since = async (days: number) =>
		known ? lettersSince(trx, known.id, kind, shift(now, -days * DAY)) : 0;
	const answer = decideSignUp({
		kind: signUp.kind,
		state: known?.state ?? null,
		suppressed: suppression?.reason ?? null,
		lettersToday: await since(1),
		lettersThisMonth: await since(30),
		networkFull,
	});
	if (answer.letter === null) return answer;
	const subscriber = known ?? (await enter(trx, signUp, now));
	const consentId =
		answer.letter === "confirmation"
			? await recordConsent(trx, subscriber, signUp)
			: undefined;
	await insertLetter(trx, {
		subscriberId: subscriber.id,
		kind: answer.letter,
		now,
		...(consentId === undefined ? {} : { consentId }),
	});
	return answer;
}

async function enter(
	trx: Trx,
	{ email, email_key }: SignUpRow,
	now: Instant,
): Promise<SubscriberRow> {
	const entered = await insertSubscriber(trx, {
		email,
		email_key,
		name: null,
		state: "pending",
		created_at: now,
		confirmed_at: null,
	});
	const subscriber = entered ?? (await subscriberByKey(trx, email_key));
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
