import { html } from "hono/html";
import { currentSession, may } from "./access/current-editor.ts";
import { readRole } from "./access/route-roles.ts";
import type { Versions } from "./versions.ts";

/** HTML in which every value is escaped. */
export type Markup = ReturnType<typeof html>;

export interface StudioPage {
	title: string;
	/** The current entry of the menu. */
	menu:
		| "dashboard"
		| "preview"
		| "letters"
		| "mailbox"
		| "reports"
		| "people"
		| "catalog"
		| "settings"
		| "editors"
		| "account"
		| "log";
	publication: string;
	/** The page reloads itself when one of these changes. */
	versions: Partial<Versions>;
	/** When the page reloads itself, elements are recognised by their ids (morph.js). */
	main: Markup;
}

export function studioPage(page: StudioPage): Markup {
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
<body data-issue="${page.versions.issue}" data-mail="${page.versions.mail}">
<header class="bar">
<a class="brand" href="/studio"><b>Studio</b> <span>${page.publication}</span></a>
<button type="button" class="button quiet menu-button" popovertarget="menu">Menu</button>
<nav class="menu" id="menu" aria-label="Studio" popover>
${menuEntry("Dashboard", "/studio", page.menu === "dashboard")}
${menuEntry("Preview", "/studio/preview", page.menu === "preview")}
${menuEntry("Letters", "/studio/letters", page.menu === "letters")}
${menuEntry("Mailbox", "/mailbox", page.menu === "mailbox")}
${menuEntry("Reports", "/studio/reports", page.menu === "reports")}
${menuEntry("People", "/studio/people", page.menu === "people")}
${menuEntry("Catalog", "/studio/catalog", page.menu === "catalog")}
${menuEntry("Log", "/studio/log", page.menu === "log")}
${menuEntry("Settings", "/studio/settings", page.menu === "settings")}
${menuEntry("Editors", "/studio/editors", page.menu === "editors")}
${menuEntry(currentSession()?.editor.name ?? "", "/studio/account", page.menu === "account")}
</nav>
<span class="live" id="live" role="status" hidden></span>
</header>
<main>${page.main}</main>
</body>
</html>`;
}

/** Empty where the editor may not go, or has no name. */
function menuEntry(label: string, href: string, current: boolean): Markup | "" {
	if (label === "" || !may(readRole(href))) return "";
	return current
		? html`<a href="${href}" aria-current="page">${label}</a>`
		: html`<a href="${href}">${label}</a>`;
}
