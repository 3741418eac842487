import { html, raw } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { inLanguage, siteLinks } from "../../site-links.ts";
import type { Speech } from "../language/words-for.ts";

type Html = ReturnType<typeof html>;

/** A page as other programs see it. */
export interface PublicFacts {
	title: string;
	/** One sentence, for search engines and previews of shared links. */
	description?: string;
	/** The page's one absolute URL, without a language. Absent: it is nobody's to find. */
	address?: string;
	/** What the page is about, as JSON-LD (`programs/structured-data.ts`). */
	data?: readonly object[];
}

/**
 * What other programs read of a page: its one address, its card where it is
 * shared, what it is about, and the feed. A page without an address of its own has
 * none of it: it is a reader's, an answer to a form, or an error.
 */
export function headForPrograms(
	site: Pick<Config, "publication" | "languages">,
	{ title, description, address, data = [] }: PublicFacts,
	{ links, language }: Pick<Speech, "links" | "language">,
): Html {
	const feed = html`<link rel="alternate" type="application/atom+xml" title="${site.publication}" href="${links.feed}">`;
	if (address === undefined) return feed;
	const property = (name: string, content: string) =>
		html`<meta property="og:${name}" content="${content}">
`;
	const own = canonicalIn(site, address, language.tag);
	return html`${feed}
<link rel="canonical" href="${own}">
${alternates(site, address)}${property("site_name", site.publication)}${property("title", title)}${property("url", own)}${property("type", data.length > 0 ? "article" : "website")}${description ? property("description", description) : ""}<meta name="twitter:card" content="summary">
${data.map(jsonScript)}`;
}

/**
 * Where a page is in one language: in the publication's first by its bare address,
 * so that it stays when a language is added, and in the others by one that names it.
 */
export function canonicalIn(
	{ languages }: Pick<Config, "languages">,
	address: string,
	language: LanguageTag,
): string {
	return inLanguage(address, language === languages[0] ? null : language);
}

/** The page in each language. The bare address is also the one that asks the browser. */
function alternates(
	site: Pick<Config, "languages">,
	address: string,
): Html | "" {
	const { languages } = site;
	if (languages.length < 2) return "";
	return html`${languages.map(
		(tag) =>
			html`<link rel="alternate" hreflang="${tag}" href="${canonicalIn(site, address, tag)}">
`,
	)}<link rel="alternate" hreflang="x-default" href="${address}">
`;
}

/** The absolute address of a page, for programs. */
export function addressOf(site: Pick<Config, "publicUrl">, path = ""): string {
	return `${siteLinks(site.publicUrl).home}${path}`;
}

/**
 * A value as JSON in a script element that is data. HTML knows no escapes in
 * there, so no `<` may stand in it: JSON can write each sign as a number.
 */
export function jsonScript(value: object): Html {
	const json = JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return html`<script type="application/ld+json">${raw(json)}</script>
`;
}
