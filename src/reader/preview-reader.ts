import type { IssueContent, ToolContent } from "../issue/content/content.ts";
import {
	anonymousReader,
	type BookmarkedTool,
	type Reader,
} from "../issue/content/reader.ts";
import { distinctTools } from "../issue/content/verdict-counts.ts";
import { languageOf } from "../issue/words/language/languages.ts";
import { siteLinks } from "../site-links.ts";

/** A new reader without a name or bookmarks, whose links lead nowhere. */
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

/** How many tools the returning reader has as news, and how many more as missed. */
const NEWS = 1;
const MISSED = 2;

/**
 * A reader who was away, and has a bookmark that changed: the first tools of the
 * issue are said to have flipped. So the parts of a message that only such
 * readers get can be looked at before anybody gets them.
 */
export function returningReader(
	publicUrl: string,
	content: Pick<IssueContent, "leads" | "briefs" | "language">,
): Reader {
	const tools = distinctTools([...content.leads, ...content.briefs]).filter(
		({ panel }) => panel.verdict !== null,
	);
	const flips = tools
		.slice(0, NEWS + MISSED)
		.map((tool) => flipped(tool, content));
	return {
		...previewReader(publicUrl),
		name: "Ada",
		bookmarks: flips.slice(0, NEWS),
		bookmarksTotal: Math.min(NEWS, flips.length),
		saved: tools.slice(0, NEWS).map(({ slug }) => slug),
		...(flips.length > 0 && {
			away: {
				flips: flips.slice(-MISSED),
				more: 1,
				issuesUrl: `${publicUrl}/issues`,
			},
		}),
	};
}

/** How many saved tools a message shows. */
const SHOWN = 20;

/** The same with every tool of the issue among their bookmarks, as far as a message shows them. */
export function savingReader(
	publicUrl: string,
	content: Pick<IssueContent, "leads" | "briefs" | "language">,
): Reader {
	const tools = distinctTools([...content.leads, ...content.briefs])
		.filter(({ panel }) => panel.verdict !== null)
		.slice(0, SHOWN);
	return {
		...returningReader(publicUrl, content),
		bookmarks: tools.map((tool) => flipped(tool, content)),
		bookmarksTotal: tools.length,
		saved: tools.map(({ slug }) => slug),
	};
}

function flipped(
	{ name, url, panel }: ToolContent,
	content: Pick<IssueContent, "language">,
): BookmarkedTool {
	const { tag, labels, frame } = languageOf(content);
	const is = panel.verdict ?? "ship";
	const was = is === "ship" ? "skip" : "ship";
	return {
		...{ name, url, panel, news: null },
		change: labels.flip(was, is),
		headline: frame.changes.verdictOf(is, was),
		...(tag !== "en" && { language: tag }),
	};
}
