import type { Links } from "../issue/links.ts";
import type { Tokens } from "./token.ts";

/** One subscriber's own pages, as absolute URLs of less than 200 characters. */
export interface ReaderLinks {
	unsubscribe: string;
	/** Takes `?tool=SLUG&vote=ship`. */
	vote: string;
	/** Takes `?save=SLUG`. */
	bookmarks: string;
	preferences: string;
}

/**
 * The links that mails and pages show to a subscriber. Those to the
 * preferences can be taken back, so they name the epoch.
 */
export function readerLinks(
	links: Links,
	tokens: Tokens,
	{ id, epoch }: { id: number; epoch: number },
): ReaderLinks {
	return {
		unsubscribe: links.unsubscribe(tokens.sign("unsubscribe", id)),
		vote: links.vote(tokens.sign("vote", id)),
		bookmarks: links.bookmarks(tokens.sign("bookmarks", id)),
		preferences: links.preferences(tokens.sign("preferences", id, epoch)),
	};
}
