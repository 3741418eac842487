import { anonymousReader, type Reader } from "../issue/content/reader.ts";
import { siteLinks } from "../site-links.ts";

/** A newcomer without a name or bookmarks, whose own links open nothing. */
export function previewReader(publicUrl: string): Reader {
	const links = siteLinks(publicUrl);
	return {
		...anonymousReader,
		address: "reader@example.com",
		unsubscribeUrl: links.unsubscribe("preview"),
		voteUrl: links.vote("preview"),
		bookmarksUrl: links.bookmarks("preview"),
		preferencesUrl: links.preferences("preview"),
	};
}
