import { type Instant, shift } from "../../clock.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import {
	type ClaimedLetter,
	claimLetters,
	settleLetter,
} from "../../db/subscriber/letters.ts";
import { describeError } from "../../errors.ts";
import { dateLine } from "../../issue/week/week.ts";
import { siteLinks } from "../../site-links.ts";
import { addTimeSpan, MINUTE } from "../../time-span.ts";
import { createConfirmationToken } from "../sign-up/confirmation-token.ts";
import { subscriberLinks } from "../subscriber-links.ts";
import {
	type LetterContext,
	sendConfirmation,
	sendGoodbye,
	sendPreferencesLink,
	sendStillWanted,
	sendWelcome,
} from "./send-letter.ts";

/** What sending the letters that are due works with. */
export interface DueLettersContext extends LetterContext {
	/** Names this process: the one that claims a letter settles it. */
	readonly worker: { readonly name: string };
}

const BATCH = 4;
/** Longer than a server may think about one letter; after that whoever holds it is taken for gone. */
const LEASE = 15 * 60_000;
/** How long it waits after each failure. After the last it is given up: who asked has asked again, or forgotten. */
const WAITS = [1, 5, 15, 60, 240, 720].map((minutes) => minutes * MINUTE);

/**
 * Mails what is due, a few letters at once. A kill between the server's yes
 * and the row makes a second copy, and never none.
 *
 * @returns how many were tried
 */
export async function sendDueLetters(
	context: DueLettersContext,
): Promise<number> {
	const now = context.clock.now();
	const letters = await claimLetters(context.db, {
		worker: context.worker.name,
		now,
		until: shift(now, LEASE),
		limit: BATCH,
	});
	await Promise.all(letters.map((one) => mailOne(context, one)));
	return letters.length;
}

async function mailOne(
	context: DueLettersContext,
	claimed: ClaimedLetter,
): Promise<void> {
	const { db, clock, log } = context;
	const { letter } = claimed;
	try {
		const unwanted = noLonger(claimed);
		if (unwanted === null) await send(context, claimed);
		await settleLetter(db, letter, {
			sent_at: unwanted === null ? clock.now() : null,
			due_at: null,
			failure: unwanted,
		});
	} catch (error) {
		const failure = describeError(error);
		// The address is in the server's words now and then: the log gets the number.
		log.warn(
			{ letter: letter.id, kind: letter.kind },
			"a letter was not mailed",
		);
		await settleLetter(db, letter, {
			sent_at: null,
			due_at: nextTry(letter.attempts, clock.now()),
			failure,
		});
	}
}

/** Why a letter that waited is not wanted any more; null: it is. */
function noLonger({ letter, subscriber }: ClaimedLetter): string | null {
	if (subscriber.suppressed !== null && subscriber.suppressed !== "erased")
		return `suppressed: ${subscriber.suppressed}`;
	const active = subscriber.state === "active";
	if (letter.kind === "goodbye")
		return active ? "came back in the meantime" : null;
	if (letter.kind === "confirmation")
		return active ? "confirmed in the meantime" : null;
	return active ? null : "left in the meantime";
}

/** @param attempts made so far */
function nextTry(attempts: number, now: Instant): Instant | null {
	const wait = WAITS[attempts - 1];
	return wait === undefined ? null : shift(now, wait);
}

async function send(
	context: DueLettersContext,
	{ letter, subscriber }: ClaimedLetter,
): Promise<void> {
	if (letter.kind === "welcome") return sendWelcome(context, subscriber);
	if (letter.kind === "goodbye") return sendGoodbye(context, subscriber);
	if (letter.kind === "door") return sendPreferencesLink(context, subscriber);
	if (letter.kind === "still-wanted")
		return askStillWanted(context, subscriber);
	// Made now, because only its hash may lie anywhere.
	const token = await context.db
		.transaction()
		.execute((trx) =>
			createConfirmationToken(
				trx,
				subscriber.id,
				context.clock.now(),
				letter.consent_id,
			),
		);
	const never = siteLinks(context.config.publicUrl).never(token);
	return sendConfirmation(context, subscriber, token, never);
}

function askStillWanted(
	context: LetterContext,
	subscriber: SubscriberRow,
): Promise<void> {
	const { config, clock, tokens } = context;
	const { preferencesUrl } = subscriberLinks(
		config.publicUrl,
		tokens,
		subscriber,
	);
	const lastDay = addTimeSpan(clock.now(), config.retireGrace);
	return sendStillWanted(context, subscriber, {
		keepUrl: `${preferencesUrl}/keep`,
		answerBy: dateLine(lastDay, config.timeZone),
	});
}
