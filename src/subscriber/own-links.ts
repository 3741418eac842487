import { siteLinks } from "../issue/links.ts";
import type { Reader } from "../render/renderer.ts";
import type { Tokens } from "./token.ts";

export type OwnLinks = Pick<
	Reader,
	"unsubscribeUrl" | "voteUrl" | "bookmarksUrl" | "preferencesUrl"
>;

/**
 * The links that a subscriber alone gets. Whoever holds one can leave, vote,
 * save or choose for them, each with its own link, and nothing else.
 */
export function ownLinks(
	publicUrl: string,
	tokens: Tokens,
	{ id }: { id: number },
): OwnLinks {
	const links = siteLinks(publicUrl);
	return {
		unsubscribeUrl: links.unsubscribe(tokens.sign("unsubscribe", id)),
		voteUrl: links.vote(tokens.sign("vote", id)),
		bookmarksUrl: links.bookmarks(tokens.sign("bookmarks", id)),
		preferencesUrl: links.preferences(tokens.sign("preferences", id)),
	};
}
