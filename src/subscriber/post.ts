import type { Clock, Instant } from "../clock.ts";
import type { Config } from "../config.ts";
import type { SubscriberRow } from "../db/schema.ts";
import { siteLinks } from "../issue/links.ts";
import type { Letter, Renderer } from "../render/renderer.ts";
import { letterTo } from "./letters.ts";
import type { Tokens } from "./token.ts";

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
	renderer: Pick<Renderer, "confirmation" | "welcome">;
	tokens: Tokens;
	/** Hands it to SMTP. @throws Failure `not-mailed` */
	post(letter: AddressedLetter): Promise<void>;
}

type Addressee = Pick<SubscriberRow, "id" | "name" | "email">;

/** Asks a pending subscriber to confirm. */
export async function postConfirmation(
	{ config, clock, renderer, post }: PostOffice,
	subscriber: Addressee,
	token: string,
): Promise<void> {
	const url = siteLinks(config.publicUrl).confirm(token);
	const letter = await renderer.confirmation(letterTo(config, subscriber, url));
	await post({ ...letter, to: subscriber.email, date: clock.now() });
}

/** Tells a new subscriber what comes when, and how to leave. */
export async function postWelcome(
	{ config, clock, renderer, tokens, post }: PostOffice,
	subscriber: Addressee,
): Promise<void> {
	const unsubscribeUrl = siteLinks(config.publicUrl).unsubscribe(
		tokens.sign("unsubscribe", subscriber.id),
	);
	const letter = await renderer.welcome(
		letterTo(config, subscriber, unsubscribeUrl),
	);
	await post({
		...letter,
		to: subscriber.email,
		date: clock.now(),
		unsubscribeUrl,
	});
}
