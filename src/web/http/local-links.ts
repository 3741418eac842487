import type { Config } from "../../config/config.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { inLanguage, type Links, siteLinks } from "../../site-links.ts";

export interface LocalLinks extends Links {
	/** The language that each link to a page names; null: none, and a visitor's browser says it. */
	language: LanguageTag | null;
	issues: string;
	/** The indexes, which can be searched. */
	comparisons: string;
	tools: string;
	panel: string;
	privacy: string;
	feed: string;
	/** The bookmarks that a visitor's own browser keeps. */
	visitorBookmarks: string;
	/** Where a subscriber requests the link to their preferences. */
	requestLink: string;
	/** The API's proof-of-work challenge. */
	challenge: string;
	/** The API's facts about tools. */
	toolFacts: string;
	/** @param name a file name that `assetRoutes` serves */
	asset(name: string): string;
}

/**
 * Links without a host, so that they work by whatever host name the site is reached.
 *
 * @param language that the pages behind them are in. A reader's own pages, behind a
 *   token, are in the reader's, so their links never name one.
 */
export function localLinks(
	{ publicUrl }: Pick<Config, "publicUrl">,
	language: LanguageTag | null = null,
): LocalLinks {
	const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
	const pages = siteLinks(prefix);
	const to = (path: string) => inLanguage(path, language);
	return {
		...pages,
		language,
		home: to(pages.home),
		subscribe: to(pages.subscribe),
		comparison: (slug) => to(pages.comparison(slug)),
		tool: (slug) => to(pages.tool(slug)),
		issue: (number) => to(pages.issue(number)),
		issues: to(`${prefix}/issues`),
		comparisons: to(`${prefix}/c`),
		tools: to(`${prefix}/tools`),
		panel: to(`${prefix}/panel`),
		privacy: to(`${prefix}/privacy`),
		feed: to(`${prefix}/feed.xml`),
		visitorBookmarks: to(`${prefix}/bookmarks`),
		requestLink: to(`${prefix}/preferences`),
		challenge: `${prefix}/api/v1/challenge`,
		toolFacts: to(`${prefix}/api/v1/tools`),
		asset: (name) => `${prefix}/assets/${name}`,
	};
}
