import type { Config } from "../../config/config.ts";
import type { Context } from "../../context.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { latestIssue } from "../../issue/content/latest.ts";
import { scheduleLine } from "../../issue/week/schedule.ts";
import type { Language } from "../../issue/words/language/language.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { languageTag } from "../../issue/words/language/tags.ts";
import type {
	Letter,
	Letters,
	ReaderLetter,
} from "../../render/letters/letter-data.ts";
import { inLanguage, siteLinks } from "../../site-links.ts";
import type { Instant } from "../../time/clock.ts";
import { CONFIRMATION_DAYS } from "../sign-up/confirmation-token.ts";
import { subscriberLinks } from "../subscriber-links.ts";

/** A rendered letter with its recipient. */
export interface AddressedLetter extends Letter {
	to: string;
	date: Instant;
	/** For the one-click headers. A confirmation has none, because it is not list mail. */
	unsubscribeUrl?: string;
	/** The envelope sender, to which a bounce goes; absent: the address of MAIL_FROM. */
	envelopeSender?: string;
	/** Its row; absent: it is a notice, which has none. */
	letterId?: number;
}

/** What the functions that send a letter need. */
export interface LetterContext extends Omit<Context, "renderer"> {
	readonly renderer: Letters;
	/** Hands a letter to the SMTP server. @throws Failure `not-mailed` */
	sendLetter(letter: AddressedLetter): Promise<void>;
}

type Recipient = Pick<SubscriberRow, "id" | "name" | "email" | "epoch"> & {
	language?: string | null;
};

/** The language of a reader's letters: their own, else the publication's first. */
export function languageIn(
	{ languages }: Pick<Config, "languages">,
	{ language }: { language?: string | null },
): Language {
	return languageOf({ language: languageTag(language) ?? languages[0] });
}

/**
 * Asks a pending subscriber to confirm.
 *
 * @param neverUrl the page for "never write to me again"; null: the letter has no such link
 */
export async function sendConfirmation(
	{ config, clock, renderer, sendLetter }: LetterContext,
	subscriber: Recipient,
	token: string,
	neverUrl: string | null = null,
): Promise<void> {
	const letter = await renderer.confirmation({
		...letterBase(config, subscriber),
		confirmUrl: siteLinks(config.publicUrl).confirm(token),
		neverUrl,
		days: CONFIRMATION_DAYS,
		schedule: scheduleLine(config, languageIn(config, subscriber)),
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Welcomes a new subscriber: the schedule, the latest issue, and how to unsubscribe. */
export async function sendWelcome(
	{ db, config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Recipient,
): Promise<void> {
	const links = subscriberLinks(config.publicUrl, tokens, subscriber);
	const letter = await renderer.welcome({
		...letterBase(config, subscriber),
		...links,
		schedule: scheduleLine(config, languageIn(config, subscriber)),
		latest: await latestIssue(db, languageTag(subscriber.language) ?? null),
	});
	const { unsubscribeUrl } = links;
	const to = subscriber.email;
	await sendLetter({ ...letter, to, date: clock.now(), unsubscribeUrl });
}

/** Confirms to a former subscriber, who saw no page, that they are unsubscribed. */
export async function sendGoodbye(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Recipient,
): Promise<void> {
	const letter = await renderer.goodbye({
		...letterBase(config, subscriber),
		returnUrl: subscriberLinks(config.publicUrl, tokens, subscriber)
			.unsubscribeUrl,
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Sends an active subscriber the links to their own pages, which somebody requested by typing the address. */
export async function sendPreferencesLink(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Recipient,
): Promise<void> {
	const letter = await renderer.preferencesLink({
		...letterBase(config, subscriber),
		...subscriberLinks(config.publicUrl, tokens, subscriber),
	});
	await sendLetter({ ...letter, to: subscriber.email, date: clock.now() });
}

/**
 * Asks an inactive subscriber whether they still want the digest.
 *
 * @param answer the page with the button that keeps the subscription, and the last day to press it: "24 December 2026"
 */
export async function sendStillWanted(
	{ config, clock, renderer, tokens, sendLetter }: LetterContext,
	subscriber: Recipient,
	answer: { keepUrl: string; answerBy: string },
): Promise<void> {
	const { unsubscribeUrl } = subscriberLinks(
		config.publicUrl,
		tokens,
		subscriber,
	);
	const letter = await renderer.stillWanted({
		...letterBase(config, subscriber),
		...answer,
		unsubscribeUrl,
	});
	const to = subscriber.email;
	await sendLetter({ ...letter, to, date: clock.now(), unsubscribeUrl });
}

/** The fields that every letter to a subscriber has. */
export function letterBase(
	{
		publication,
		publicUrl,
		postalAddress,
		languages,
	}: Pick<Config, "publication" | "publicUrl" | "postalAddress" | "languages">,
	subscriber: Pick<SubscriberRow, "name" | "email"> & {
		language?: string | null;
	},
): ReaderLetter {
	const { name, email } = subscriber;
	const language = languageTag(subscriber.language);
	const [, ...others] = languages;
	const homeUrl = inLanguage(
		siteLinks(publicUrl).home,
		others.find((tag) => tag === language) ?? null,
	);
	return {
		publication,
		homeUrl,
		postalAddress,
		name,
		address: email,
		...(language && { language }),
	};
}
