import {
	type ClaimedLetter,
	claimLetters,
	recordLetterOutcome,
} from "../../db/subscriber/letters.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { describeError, Failure } from "../../errors.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { siteLinks } from "../../site-links.ts";
import { shift } from "../../time/clock.ts";
import { addTimeSpan } from "../../time/time-span.ts";
import { bounceAddress } from "../bounce-token.ts";
import { createConfirmationToken } from "../sign-up/confirmation-token.ts";
import { subscriberLinks } from "../subscriber-links.ts";
import { LEASE_MS, nextTry } from "./retry.ts";
import {
	type LetterContext,
	languageIn,
	sendConfirmation,
	sendGoodbye,
	sendPreferencesLink,
	sendStillWanted,
	sendWelcome,
} from "./send-letter.ts";

/** What sending the letters that are due needs. */
export interface DueLettersContext extends LetterContext {
	/** The name of this process, which claims letters. */
	readonly worker: { readonly name: string };
}

/** Letters that are sent at once. */
const BATCH = 4;

/**
 * Claims a batch of letters that are due and mails them. A crash after the
 * server accepted a letter and before its row is written sends a second copy.
 * No letter is lost.
 *
 * @returns how many letters were tried
 */
export async function sendDueLetters(
	context: DueLettersContext,
): Promise<number> {
	const now = context.clock.now();
	const letters = await claimLetters(context.db, {
		worker: context.worker.name,
		now,
		until: shift(now, LEASE_MS),
		limit: BATCH,
	});
	await Promise.all(letters.map((one) => sendOne(context, one)));
	return letters.length;
}

async function sendOne(
	context: DueLettersContext,
	claimed: ClaimedLetter,
): Promise<void> {
	const { db, clock, log } = context;
	const { letter } = claimed;
	try {
		const obsolete = whyObsolete(claimed);
		if (obsolete === null)
			await sendByKind(withRow(context, letter.id), claimed);
		await recordLetterOutcome(db, letter, {
			sent_at: obsolete === null ? clock.now() : null,
			due_at: null,
			failure: obsolete,
		});
	} catch (error) {
		const failure = describeError(error);
		// The server's reply may quote the address. The log gets only the letter's id.
		const which = { letter: letter.id, kind: letter.kind };
		log.warn(which, "a letter was not mailed");
		// A failure is what the server said; a defect needs its stack, once.
		if (!(error instanceof Failure) && letter.attempts <= 1)
			log.error({ ...which, err: error }, "a letter could not be made");
		await recordLetterOutcome(db, letter, {
			sent_at: null,
			due_at: nextTry(letter.attempts, clock.now()),
			failure,
		});
	}
}

/** Why a letter must not be sent any more; null: it must be sent. */
function whyObsolete({ letter, subscriber }: ClaimedLetter): string | null {
	if (subscriber.suppressed !== null && subscriber.suppressed !== "erased")
		return `suppressed: ${subscriber.suppressed}`;
	const active = subscriber.state === "active";
	if (letter.kind === "goodbye")
		return active ? "came back in the meantime" : null;
	if (letter.kind === "confirmation")
		return active ? "confirmed in the meantime" : null;
	return active ? null : "left in the meantime";
}

/** The context, its letters with their row and an envelope sender that names it. */
function withRow(
	context: DueLettersContext,
	letterId: number,
): DueLettersContext {
	const { bounceMailbox, bounceSeparator } = context.config;
	const token = context.tokens.bounce.sign({ kind: "letter", letterId });
	const row =
		bounceMailbox === null
			? { letterId }
			: {
					letterId,
					envelopeSender: bounceAddress(bounceMailbox, bounceSeparator, token),
				};
	return {
		...context,
		sendLetter: (letter) => context.sendLetter({ ...letter, ...row }),
	};
}

async function sendByKind(
	context: DueLettersContext,
	{ letter, subscriber }: ClaimedLetter,
): Promise<void> {
	if (letter.kind === "welcome") return sendWelcome(context, subscriber);
	if (letter.kind === "goodbye") return sendGoodbye(context, subscriber);
	if (letter.kind === "preferences-link")
		return sendPreferencesLink(context, subscriber);
	if (letter.kind === "still-wanted")
		return askStillWanted(context, subscriber);
	// The token is made now, because only its hash may be stored.
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
		answerBy: dateLine(
			lastDay,
			config.timeZone,
			languageIn(config, subscriber).locale,
		),
	});
}
