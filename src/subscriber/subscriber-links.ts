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

/** The part after the plus of an address, which may be a token; null: there is none. */
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
