import { siteLinks } from "../site-links.ts";
import type { Tokens } from "./token.ts";

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
 * By what mail a reader leaves: the `mailto:` (RFC 6068) of a mailbox, with the
 * token of their unsubscribe link after a plus.
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

/** What stands after the plus in an address, where a token may be; null: nothing. */
export function tagOf(address: string): string | null {
	return TAG.exec(address.slice(0, address.lastIndexOf("@")))?.[1] ?? null;
}

/**
 * The links that a subscriber alone gets, by mail and by page. Whoever holds
 * one can leave, vote, save or choose for them, each with its own link, and
 * nothing else. The one to the preferences can be taken back: it names the epoch.
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
