import type { Config } from "../config.ts";
import { siteLinks } from "../issue/links.ts";
import type { ReaderLetter } from "../render/letter-data.ts";
import type { Tokens } from "./token.ts";

type Settings = Pick<Config, "publication" | "publicUrl" | "postalAddress">;

/** What every letter to one subscriber says besides its own matter. */
export function letterTo(
	{ publication, publicUrl, postalAddress }: Settings,
	{ name, email }: { name: string | null; email: string },
): ReaderLetter {
	const homeUrl = siteLinks(publicUrl).home;
	return { publication, homeUrl, postalAddress, name, address: email };
}

/** The links that are a subscriber's own. */
export function doorsOf(
	{ publicUrl }: Pick<Config, "publicUrl">,
	tokens: Pick<Tokens, "sign">,
	id: number,
) {
	const links = siteLinks(publicUrl);
	return {
		preferencesUrl: links.preferences(tokens.sign("preferences", id)),
		bookmarksUrl: links.bookmarks(tokens.sign("bookmarks", id)),
		unsubscribeUrl: links.unsubscribe(tokens.sign("unsubscribe", id)),
	};
}
