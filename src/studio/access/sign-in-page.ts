import { html } from "hono/html";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

/** A page for who has not signed in: no menu, and nothing of the publication but its name. */
export function signInDocument(
	publication: string,
	title: string,
	main: Markup,
): Markup {
	return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Studio</title>
<link rel="stylesheet" href="/studio/studio.css">
<link rel="icon" href="/studio/icon.svg">
<script src="/studio/passkey.js" type="module"></script>
</head>
<body>
<header class="bar"><a class="brand" href="/studio"><b>Studio</b> <span>${publication}</span></a></header>
<main class="sign-in">${main}</main>
</body>
</html>`;
}

export interface SignInView {
	token: Markup;
	/** What was refused; null: nothing. */
	alert: string | null;
	address: string;
	/** Whether a link was asked for in this browser. */
	asked: boolean;
	/** Whether anybody may sign in. */
	hasEditors: boolean;
}

export function signInMain({
	token,
	alert,
	address,
	asked,
	hasEditors,
}: SignInView): Markup {
	return html`<h1>Sign in</h1>
${openAlert(alert)}
${hasEditors ? "" : html`<p class="stopped">Nobody can sign in yet. Add yourself on the server, with: digest editors add ADDRESS</p>`}
${
	asked
		? html`<section class="card"><h2>Look into your mail</h2>
<p role="status">If the address is an editor’s, a letter is on its way. Open its link in this browser, or type its code here. Both work once, for ten minutes.</p>
<p class="note">Nothing after some minutes? Look among the spam. Only the address that an admin gave for you works: an admin sees it on the page Editors, and can make a link on the server with: digest editors link NAME</p>
<form method="post" action="/studio/sign-in/code" class="words">${token}
<div class="field"><label for="code">The code</label><input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required></div>
<p><button class="button">Sign in with the code</button></p></form></section>`
		: ""
}
<section class="card"><h2>${asked ? "Another link" : "By a link in a mail"}</h2>
<form method="post" action="/studio/sign-in" class="words">${token}
<div class="field"><label for="address">Your address</label><input type="email" id="address" name="address" value="${address}" autocomplete="username webauthn" maxlength="254" required></div>
<p><button class="button${asked ? " quiet" : ""}">Mail me a link</button></p></form></section>
<form method="post" action="/studio/sign-in/passkey" class="card" data-passkey="get" data-options="/studio/sign-in/passkey/options" hidden>${token}
<h2>By a passkey</h2><input type="hidden" name="answer">
<p class="actions"><button class="button quiet">Sign in with a passkey</button> <span role="status"></span></p></form>`;
}

/** The page of a link. A program that opens it changes nothing: the button does. */
export function linkMain(action: string, name: string, token: Markup): Markup {
	return html`<h1>Sign in as <bdi>${name}</bdi></h1>
<section class="card"><form method="post" action="${action}">${token}
<p>The link works once. What you then do is in the log under this name: if it is not yours, close this page.</p>
<p><button class="button">Sign in to the studio</button></p></form></section>`;
}

export function otherBrowserMain(): Markup {
	return html`<h1>Another browser asked for this link</h1>
<section class="card"><p>The link works only in the browser in which it was asked for. Did you ask in another one, or on another device? Then type the code of the letter on the page where you asked.</p>
<p>Is that page closed? <a href="/studio/sign-in">Ask for a link in this browser</a>.</p>
<p>You did not ask? Then close this page and tell nobody the code.</p></section>`;
}

export function overMain(message: string): Markup {
	return html`<h1>This did not work</h1>
${openAlert(message)}
<p><a class="button" href="/studio/sign-in">Ask for another link</a></p>`;
}

/** For whoever is not signed in: commands are not shown as they are typed here, with the server’s folders. */
function openAlert(alert: string | null): Markup | "" {
	return alert === null ? "" : html`<p class="alert" role="alert">${alert}</p>`;
}

export function alertLine(alert: string | null): Markup | "" {
	return alert === null
		? ""
		: html`<p class="alert" role="alert">${inPageForm(alert)}</p>`;
}
