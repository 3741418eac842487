import type { Config } from "../../config/config.ts";
import { type Links, siteLinks } from "../../site-links.ts";

export interface LocalLinks extends Links {
	issues: string;
	subscribe: string;
	/** Where a visitor's own browser keeps what they saved. */
	shelf: string;
	/** Where a reader asks for the link to their preferences. */
	preferencesDoor: string;
	/** The proof of work to do before signing up. */
	challenge: string;
	/** What the pages' script asks about tools. */
	toolFacts: string;
	/** A file of ours, by its name. */
	asset(name: string): string;
}

/** Links within the site: without its host, so that they hold by whatever name it is reached. */
export function localLinks({
	publicUrl,
}: Pick<Config, "publicUrl">): LocalLinks {
	const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
	return {
		...siteLinks(prefix),
		issues: `${prefix}/issues`,
		subscribe: `${prefix}/subscribe`,
		shelf: `${prefix}/bookmarks`,
		preferencesDoor: `${prefix}/preferences`,
		challenge: `${prefix}/api/v1/challenge`,
		toolFacts: `${prefix}/api/v1/tools`,
		asset: (name) => `${prefix}/assets/${name}`,
	};
}
