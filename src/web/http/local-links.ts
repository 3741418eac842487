import type { Config } from "../../config/config.ts";
import { type Links, siteLinks } from "../../site-links.ts";

export interface LocalLinks extends Links {
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

/** Links without a host, so that they work by whatever host name the site is reached. */
export function localLinks({
	publicUrl,
}: Pick<Config, "publicUrl">): LocalLinks {
	const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
	return {
		...siteLinks(prefix),
		issues: `${prefix}/issues`,
		comparisons: `${prefix}/c`,
		tools: `${prefix}/tools`,
		panel: `${prefix}/panel`,
		privacy: `${prefix}/privacy`,
		feed: `${prefix}/feed.xml`,
		visitorBookmarks: `${prefix}/bookmarks`,
		requestLink: `${prefix}/preferences`,
		challenge: `${prefix}/api/v1/challenge`,
		toolFacts: `${prefix}/api/v1/tools`,
		asset: (name) => `${prefix}/assets/${name}`,
	};
}
