import { html, raw } from "hono/html";
import type { Config } from "../../config/config.ts";
import { type Script, scriptUrl } from "./assets.ts";
import { headForPrograms, type PublicFacts } from "./head.ts";
import { localLinks } from "./local-links.ts";
import { name } from "./name.ts";
import { stylesheet } from "./style.ts";

/** Markup in which every value is escaped. */
export type Html = ReturnType<typeof html>;

export interface WebPage extends PublicFacts {
	/** The menu entry of this page. */
	place?: "verdicts" | "tools" | "issues" | "bookmarks" | "subscribe";
	/** The page must work without them. */
	scripts?: readonly Script[];
	main: Html;
}

type Site = Pick<Config, "publication" | "postalAddress" | "publicUrl">;

/** The whole HTML document around the main part of a page. */
export function page(site: Site, shown: WebPage) {
	const { title, description, place, scripts = [], main } = shown;
	const links = localLinks(site);
	return html`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === site.publication ? title : `${title} · ${site.publication}`}</title>
${description ? html`<meta name="description" content="${description}">` : ""}
<link rel="icon" href="${icon}">
${headForPrograms(site, shown)}
<style>${raw(stylesheet)}</style>
${scripts.map((script) => html`<script type="module" src="${scriptUrl(site, script)}"></script>`)}
</head>
<body>
<a class="skip-link" href="#main">Skip to the content</a>
<header class="masthead">
<a class="name" href="${links.home}">${name(site.publication)}</a>
<nav aria-label="Site">
${menuEntry(links.home, "Verdicts", place === "verdicts")}
${menuEntry(links.tools, "Tools", place === "tools")}
${menuEntry(links.issues, "Issues", place === "issues")}
${menuEntry(links.visitorBookmarks, "Bookmarks", place === "bookmarks")}
${menuEntry(links.subscribe, "Subscribe", place === "subscribe")}
</nav>
</header>
<main id="main">
${main}
</main>
<footer class="foot">
<p>${site.postalAddress === "" ? "" : html`${name(site.publication)} is mailed by ${name(site.postalAddress)}. `}You can unsubscribe with one click from any issue.</p>
<p class="foot-links"><a href="${links.comparisons}">All comparisons</a> <a href="${links.panel}">The panel</a> <a href="${links.privacy}">Privacy</a> <a href="${links.feed}">Feed</a></p>
</footer>
</body>
</html>`;
}

function menuEntry(href: string, label: string, current: boolean): Html {
	return current
		? html`<a href="${href}" aria-current="page">${label}</a>`
		: html`<a href="${href}">${label}</a>`;
}

const icon = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1b1916"/><path d="M3.5 4.5 8 12l4.5-7.5" fill="none" stroke="#fffdf7" stroke-width="2.2"/></svg>',
)}`;
