import { html } from "hono/html";
import type { Freshness } from "./events.ts";

/** Markup in which every value is escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
	title: string;
	/** Which entry of the menu this is. */
	place: "desk" | "preview" | "letters" | "mailbox";
	publication: string;
	/** What the page shows, and so what it reloads for. */
	shows: Partial<Freshness>;
	/** Elements with `data-part` and an id are exchanged one by one when the page reloads itself. */
	main: Html;
}

export function shell(page: Page): Html {
	return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Studio</title>
<link rel="stylesheet" href="/studio/studio.css">
<link rel="icon" href="/studio/icon.svg">
<script src="/studio/studio.js" type="module"></script>
</head>
<body data-stamp="${page.shows.stamp}" data-mail="${page.shows.mail}">
<header class="bar">
<a class="brand" href="/studio"><b>Studio</b> <span>${page.publication}</span></a>
<nav class="menu" aria-label="Studio">
${menuEntry("Desk", "/studio", page.place === "desk")}
${menuEntry("Preview", "/studio/preview", page.place === "preview")}
${menuEntry("Letters", "/studio/letters", page.place === "letters")}
${menuEntry("Mailbox", "/mailbox", page.place === "mailbox")}
</nav>
<span class="live" id="live" role="status" hidden></span>
</header>
<main>${page.main}</main>
</body>
</html>`;
}

function menuEntry(label: string, href: string, current: boolean): Html {
	return current
		? html`<a href="${href}" aria-current="page">${label}</a>`
		: html`<a href="${href}">${label}</a>`;
}
