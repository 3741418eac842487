import type { Verdict } from "../../db/schema.ts";
import type { Links } from "../../site-links.ts";

/** What content depends on apart from the catalog. */
export interface ContentOptions {
	links: Links;
	/** Fewer community votes than this on a tool are not shown. */
	communityMinimum: number;
	/** By tool id, the verdict that was mailed last. */
	mailed?: ReadonlyMap<number, { verdict: Verdict }>;
}
