import { siteLinks } from "../site-links.ts";
import type { Tokens } from "./token.ts";

/** The signed links of one subscriber, as absolute URLs of less than 200 characters. */
export interface SubscriberLinks {
	unsubscribeUrl: string;
	/** To be completed with `?tool=SLUG&vote=ship`. */
	voteUrl: string;
	/** To be completed with `?save=SLUG`. */
	bookmarksUrl: string;
	preferencesUrl: string;
}

const PLUS_TAG = /\+([\w-]+)$/;

/**
 * Makes the `mailto:` link (RFC 6068) by which a reader unsubscribes: the
 * mailbox, with the token of their unsubscribe link after a plus.
 *
 * @param mailbox an address with at most 30 characters before the @
 * @returns a function from a reader's `unsubscribeUrl` to the link
 */
export function unsubscribeMailto(
	mailbox: string,
): (unsubscribeUrl: string) => string {
	const at = mailbox.lastIndexOf("@");
	const local = mailbox
		.slice(0, at)
		.split("+")
		.map(encodeURIComponent)
		.join("+");
	const end = `${mailbox.slice(at)}?subject=unsubscribe`;
	return (url) =>
		`mailto:${local}+${url.slice(url.lastIndexOf("/") + 1)}${end}`;
}

/** The part after the last plus of an address's local part, which may be a token; null: it has none. */
export function tagOf(address: string): string | null {
	return PLUS_TAG.exec(address.slice(0, address.lastIndexOf("@")))?.[1] ?? null;
}

/**
 * The links that only this subscriber gets. Each link allows one thing
 * (unsubscribe, vote, save, change preferences) to anyone who holds it. The
 * preferences link contains the subscriber's epoch, so that it can be revoked.
 */
export function subscriberLinks(
	publicUrl: string,
	tokens: Pick<Tokens, "sign">,
	{ id, epoch }: { id: number; epoch: number },
): SubscriberLinks {
	const links = siteLinks(publicUrl);
	return {
		unsubscribeUrl: links.unsubscribe(tokens.sign("unsubscribe", id)),
		voteUrl: links.vote(tokens.sign("vote", id)),
		bookmarksUrl: links.bookmarks(tokens.sign("bookmarks", id)),
		preferencesUrl: links.preferences(tokens.sign("preferences", id, epoch)),
	};
}
