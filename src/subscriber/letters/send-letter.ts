import type { Clock, Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import type { LatestIssue } from "../../issue/content/latest.ts";
import { scheduleLine } from "../../issue/week/week.ts";
import { ownLinks } from "../../reader/subscriber-links.ts";
import type { Letter, Letters } from "../../render/letters/letter-data.ts";
import { siteLinks } from "../../site-links.ts";
import { VALID_DAYS } from "../sign-up/confirmation-token.ts";
import type { Tokens } from "../token.ts";
import { letterTo } from "./letters.ts";

/** A letter with its address on it. */
export interface AddressedLetter extends Letter {
	to: string;
	date: Instant;
	/** Given: the one-click headers name it. A confirmation has none, for it is no list mail. */
	unsubscribeUrl?: string;
}

export interface PostOffice {
	config: Config;
	clock: Clock;
	renderer: Omit<Letters, "notice">;
	tokens: Tokens;
	/** For the welcome; null: none has gone out yet. */
	latest(): Promise<LatestIssue | null>;
	/** Hands it to SMTP. @throws Failure `not-mailed` */
	post(letter: AddressedLetter): Promise<void>;
}

type Addressee = Pick<SubscriberRow, "id" | "name" | "email" | "epoch">;

/**
 * Asks a pending subscriber to confirm.
 *
 * @param neverUrl the page for "never write to me again", where there is one
 */
export async function postConfirmation(
	{ config, clock, renderer, post }: PostOffice,
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
	await post({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Tells a new subscriber what comes when, what they missed, and how to leave. */
export async function postWelcome(
	{ config, clock, renderer, tokens, latest, post }: PostOffice,
	subscriber: Addressee,
): Promise<void> {
	const doors = ownLinks(config.publicUrl, tokens, subscriber);
	const letter = await renderer.welcome({
		...letterTo(config, subscriber),
		...doors,
		schedule: scheduleLine(config),
		latest: await latest(),
	});
	const { unsubscribeUrl } = doors;
	const to = subscriber.email;
	await post({ ...letter, to, date: clock.now(), unsubscribeUrl });
}

/** Says farewell to one who left without seeing a page: by mail, or by an operator's hand. */
export async function postGoodbye(
	{ config, clock, renderer, tokens, post }: PostOffice,
	subscriber: Addressee,
): Promise<void> {
	const letter = await renderer.goodbye({
		...letterTo(config, subscriber),
		returnUrl: ownLinks(config.publicUrl, tokens, subscriber).unsubscribeUrl,
	});
	await post({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Sends an active subscriber the links to their own pages, which they asked for by address. */
export async function postPreferencesLink(
	{ config, clock, renderer, tokens, post }: PostOffice,
	subscriber: Addressee,
): Promise<void> {
	const letter = await renderer.preferencesLink({
		...letterTo(config, subscriber),
		...ownLinks(config.publicUrl, tokens, subscriber),
	});
	await post({ ...letter, to: subscriber.email, date: clock.now() });
}

/**
 * Asks one who has long been silent whether they still want it.
 *
 * @param answer the page with the button that keeps it coming, and the last day: "24 December 2026"
 */
export async function postStillWanted(
	{ config, clock, renderer, tokens, post }: PostOffice,
	subscriber: Addressee,
	answer: { keepUrl: string; answerBy: string },
): Promise<void> {
	const { unsubscribeUrl } = ownLinks(config.publicUrl, tokens, subscriber);
	const letter = await renderer.stillWanted({
		...letterTo(config, subscriber),
		...answer,
		unsubscribeUrl,
	});
	const to = subscriber.email;
	await post({ ...letter, to, date: clock.now(), unsubscribeUrl });
}
