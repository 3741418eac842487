import { html, raw } from "hono/html";
import type { Config } from "../../config/config.ts";
import { LANGUAGE_NAMES } from "../../issue/words/language/tags.ts";
import type { Speech } from "../language/words-for.ts";
import { type Script, scriptUrl } from "./assets.ts";
import { headForPrograms, type PublicFacts } from "./head.ts";
import { name } from "./name.ts";
import { stylesheet } from "./style.ts";

/** Markup in which every value is escaped. */
export type Html = ReturnType<typeof html>;

export interface WebPage extends PublicFacts {
	/** In the language of the page. */
	words: Speech;
	/** The menu entry of this page. */
	place?: "verdicts" | "tools" | "issues" | "bookmarks" | "subscribe";
	/** The page must work without them. */
	scripts?: readonly Script[];
	main: Html;
}

type Site = Pick<
	Config,
	"publication" | "postalAddress" | "publicUrl" | "languages"
>;

/** The whole HTML document around the main part of a page. */
export function page(site: Site, shown: WebPage) {
	const { words, title, description, place, scripts = [], main } = shown;
	const { menu, ...foot } = words.site;
	const { links } = words;
	return html`<!doctype html>
<html lang="${words.language.locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === site.publication ? title : `${title} · ${site.publication}`}</title>
${description ? html`<meta name="description" content="${description}">` : ""}
<link rel="icon" href="${icon}">
${headForPrograms(site, shown, words)}
<style>${raw(stylesheet)}</style>
${scripts.map((script) => html`<script type="module" src="${scriptUrl(site, script)}"></script>`)}
</head>
<body>
<a class="skip-link" href="#main">${foot.skip}</a>
<header class="masthead">
<a class="name" href="${links.home}">${name(site.publication)}</a>
<nav aria-label="${menu.name}">
${menuEntry(links.home, menu.verdicts, place === "verdicts")}
${menuEntry(links.tools, menu.tools, place === "tools")}
${menuEntry(links.issues, menu.issues, place === "issues")}
${menuEntry(links.visitorBookmarks, menu.bookmarks, place === "bookmarks")}
${menuEntry(links.subscribe, menu.subscribe, place === "subscribe")}
</nav>${languageSwitch(words)}
</header>
<main id="main"${scripts.length > 0 ? html` data-words="${JSON.stringify(words.scripts)}"` : ""}>
${main}
</main>
<footer class="foot">
<p>${site.postalAddress === "" ? "" : html`${foot.mailedBy(name(site.publication), name(site.postalAddress))} `}${foot.oneClick}</p>
<p class="foot-links"><a href="${links.comparisons}">${foot.comparisons}</a> <a href="${links.panel}">${foot.panel}</a> <a href="${links.privacy}">${foot.privacy}</a> <a href="${links.feed}">${foot.feed}</a></p>
</footer>
</body>
</html>`;
}

/** Links to the same page in the other languages, each in its own. */
function languageSwitch({ others }: Speech): Html | "" {
	if (others.length === 0) return "";
	return html`
<p class="languages">${others.map(({ tag, url }) => html`<a href="${url}" lang="${tag}" hreflang="${tag}" rel="alternate">${LANGUAGE_NAMES[tag]}</a>`)}</p>`;
}

function menuEntry(href: string, label: string, current: boolean): Html {
	return current
		? html`<a href="${href}" aria-current="page">${label}</a>`
		: html`<a href="${href}">${label}</a>`;
}

const icon = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1b1916"/><path d="M3.5 4.5 8 12l4.5-7.5" fill="none" stroke="#fffdf7" stroke-width="2.2"/></svg>',
)}`;
