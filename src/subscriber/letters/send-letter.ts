import type { Instant } from "../../clock.ts";
import type { Context } from "../../context.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { latestIssue } from "../../issue/content/latest.ts";
import { scheduleLine } from "../../issue/week/week.ts";
import type { Letter, Letters } from "../../render/letters/letter-data.ts";
import { siteLinks } from "../../site-links.ts";
import { VALID_DAYS } from "../sign-up/confirmation-token.ts";
import { subscriberLinks } from "../subscriber-links.ts";
import { letterTo } from "./letters.ts";

/** A letter with its address on it. */
export interface AddressedLetter extends Letter {
	to: string;
	date: Instant;
	/** Given: the one-click headers name it. A confirmation has none, for it is no list mail. */
	unsubscribeUrl?: string;
}

/** What sending a letter works with. */
export interface LetterContext extends Omit<Context, "renderer"> {
	readonly renderer: Letters;
	/** Hands a letter to SMTP. @throws Failure `not-mailed` */
	sendLetter(letter: AddressedLetter): Promise<void>;
}

type Addressee = Pick<SubscriberRow, "id" | "name" | "email" | "epoch">;

/**
 * Asks a pending subscriber to confirm.
 *
 * @param neverUrl the page for "never write to me again", where there is one
 */
export async function sendConfirmation(
	{ config, clock, renderer, sendLetter }: LetterContext,
	subscriber: Addressee,
	token: string,
	neverUrl: string | null = null,
): Promise<void> {
	const letter = await renderer.confirmation({
		...letterTo(config, subscriber),
		confirmUrl: siteLinks(config.publicUrl).confirm(token),
		neverUrl,
		days: VALID_DAYS,
		schedule: scheduleLine(config),
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Tells a new subscriber what comes when, what they missed, and how to leave. */
export async function sendWelcome(
	{ db, config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Addressee,
): Promise<void> {
	const links = subscriberLinks(config.publicUrl, tokens, subscriber);
	const letter = await renderer.welcome({
		...letterTo(config, subscriber),
		...links,
		schedule: scheduleLine(config),
		latest: await latestIssue(db),
	});
	const { unsubscribeUrl } = links;
	const to = subscriber.email;
	await sendLetter({ ...letter, to, date: clock.now(), unsubscribeUrl });
}

/** Says farewell to one who left without seeing a page: by mail, or by an operator's hand. */
export async function sendGoodbye(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Addressee,
): Promise<void> {
	const letter = await renderer.goodbye({
		...letterTo(config, subscriber),
		returnUrl: subscriberLinks(config.publicUrl, tokens, subscriber)
			.unsubscribeUrl,
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Sends an active subscriber the links to their own pages, which they asked for by address. */
export async function sendPreferencesLink(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Addressee,
): Promise<void> {
	const letter = await renderer.door({
		...letterTo(config, subscriber),
		...subscriberLinks(config.publicUrl, tokens, subscriber),
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/**
 * Asks one who has long been silent whether they still want it.
 *
 * @param answer the page with the button that keeps it coming, and the last day: "24 December 2026"
 */
export async function sendStillWanted(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Addressee,
	answer: { keepUrl: string; answerBy: string },
): Promise<void> {
	const { unsubscribeUrl } = subscriberLinks(
		config.publicUrl,
		tokens,
		subscriber,
	);
	const letter = await renderer.stillWanted({
		...letterTo(config, subscriber),
		...answer,
		unsubscribeUrl,
	});
	const to = subscriber.email;
	await sendLetter({ ...letter, to, date: clock.now(), unsubscribeUrl });
}
