import type { LanguageTag } from "../issue/words/language/tags.ts";
import { inLanguage, type Links, siteLinks } from "../site-links.ts";

/** The pages that a reader's own part of a message links to. */
export interface PageLinks extends Pick<Links, "tool" | "comparison"> {
	issues: string;
}

/** The links to pages in one language. Those of the publication's first one name none, as in the issue itself. */
export function pageLinks({
	publicUrl,
	first,
}: {
	publicUrl: string;
	first: LanguageTag;
}): (language: LanguageTag) => PageLinks {
	const links = siteLinks(publicUrl);
	return (language) => {
		const to = (page: string) =>
			inLanguage(page, language === first ? null : language);
		return {
			tool: (slug) => to(links.tool(slug)),
			comparison: (slug) => to(links.comparison(slug)),
			issues: to(`${publicUrl}/issues`),
		};
	};
}
