import type { Config } from "../config.ts";
import { type Links, siteLinks } from "../issue/links.ts";

export interface LocalLinks extends Links {
	issues: string;
}

/** Links within the site: without its host, so that they hold by whatever name it is reached. */
export function localLinks({
	publicUrl,
}: Pick<Config, "publicUrl">): LocalLinks {
	const prefix = new URL(publicUrl).pathname.replace(/\/$/, "");
	return { ...siteLinks(prefix), issues: `${prefix}/issues` };
}
