import { type Instant, shift } from "../../clock.ts";
import type { Dialect } from "../../db/dialect.ts";
import type { Db, SubscriberRow } from "../../db/schema.ts";
import {
	type ClaimedLetter,
	claimLetters,
	settleLetter,
} from "../../db/subscriber/letters.ts";
import { describeError } from "../../errors.ts";
import { dateLine } from "../../issue/week/week.ts";
import type { Log } from "../../log.ts";
import { ownLinks } from "../../reader/subscriber-links.ts";
import { siteLinks } from "../../site-links.ts";
import { issueConfirmation } from "../sign-up/confirmation-token.ts";
import {
	type PostOffice,
	postConfirmation,
	postGoodbye,
	postPreferencesLink,
	postStillWanted,
	postWelcome,
} from "./send-letter.ts";

export interface LetterRoom {
	db: Db;
	dialect: Dialect;
	office: PostOffice;
	/** Names this process: who claims a letter settles it. */
	worker: { name: string };
	log: Log;
}

const BATCH = 4;
/** Longer than a server may think about one letter; after that whoever holds it is taken for gone. */
const LEASE = 15 * 60_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long it waits after each failure. After the last it is given up: who asked has asked again, or forgotten. */
const WAITS = [1, 5, 15, 60, 240, 720].map((minutes) => minutes * MINUTE);

/**
 * Mails what is due, a few letters at once. A kill between the server's yes
 * and the row makes a second copy, and never none.
 *
 * @returns how many were tried
 */
export async function mailLetters(room: LetterRoom): Promise<number> {
	const now = room.office.clock.now();
	const letters = await claimLetters(room.db, room.dialect, {
		worker: room.worker.name,
		now,
		until: shift(now, LEASE),
		limit: BATCH,
	});
	await Promise.all(letters.map((one) => mailOne(room, one)));
	return letters.length;
}

async function mailOne(
	room: LetterRoom,
	claimed: ClaimedLetter,
): Promise<void> {
	const { db, office, log } = room;
	const { letter } = claimed;
	try {
		const unwanted = noLonger(claimed);
		if (unwanted === null) await post(room, claimed);
		await settleLetter(db, letter, {
			sent_at: unwanted === null ? office.clock.now() : null,
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
			due_at: nextTry(letter.attempts, office.clock.now()),
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

async function post(
	{ db, office }: LetterRoom,
	{ letter, subscriber }: ClaimedLetter,
): Promise<void> {
	if (letter.kind === "welcome") return postWelcome(office, subscriber);
	if (letter.kind === "goodbye") return postGoodbye(office, subscriber);
	if (letter.kind === "door") return postPreferencesLink(office, subscriber);
	if (letter.kind === "still-wanted") return askStillWanted(office, subscriber);
	// Made now, because only its hash may lie anywhere.
	const token = await db
		.transaction()
		.execute((trx) =>
			issueConfirmation(
				trx,
				subscriber.id,
				office.clock.now(),
				letter.consent_id,
			),
		);
	const never = siteLinks(office.config.publicUrl).never(token);
	return postConfirmation(office, subscriber, token, never);
}

function askStillWanted(
	office: PostOffice,
	subscriber: SubscriberRow,
): Promise<void> {
	const { config, clock, tokens } = office;
	const { preferencesUrl } = ownLinks(config.publicUrl, tokens, subscriber);
	const lastDay = shift(clock.now(), config.retireGrace * DAY);
	return postStillWanted(office, subscriber, {
		keepUrl: `${preferencesUrl}/keep`,
		answerBy: dateLine(lastDay, config.timeZone),
	});
}
