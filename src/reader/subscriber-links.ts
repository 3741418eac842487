import { siteLinks } from "../site-links.ts";
import type { Tokens } from "../subscriber/token.ts";

/** One subscriber's own pages, as absolute URLs of less than 200 characters. */
export interface SubscriberLinks {
	unsubscribeUrl: string;
	/** Takes `?tool=SLUG&vote=ship`. */
	voteUrl: string;
	/** Takes `?save=SLUG`. */
	bookmarksUrl: string;
	preferencesUrl: string;
}

const TAG = /\+([\w-]+)$/;

/**
 * For unsubscribing by mail: makes from an unsubscribe link the `mailto:` (RFC
 * 6068) of a mailbox, with the token of that link after a plus.
 *
 * @param mailbox an address with at most 30 characters before the @
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

/** The part of an address after the plus, which may be a token; null when there is none. */
export function addressTag(address: string): string | null {
	return TAG.exec(address.slice(0, address.lastIndexOf("@")))?.[1] ?? null;
}

/**
 * The links that only one subscriber gets, by mail and on pages. Anybody who has
 * a link can do for them what it is for, and nothing else. The link to the
 * preferences can be revoked: it contains the epoch.
 */
export function ownLinks(
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
