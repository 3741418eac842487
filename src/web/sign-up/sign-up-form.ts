import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { LANGUAGE_NAMES } from "../../issue/words/language/tags.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** Of a form that is shown again. Empty at first. */
export interface FormState {
	/** The address as it was sent. */
	email?: string;
	/** Why the form was refused, in a sentence. */
	fault?: string;
	/** The language that is chosen, unchecked. */
	language?: string;
}

/** The page that a form is on; but for the start page, its path. It is kept with the consent. */
export type FormPlace =
	| "home"
	| "subscribe"
	| `c/${string}`
	| `tools/${string}`;

/** Works without a script. With one, it also sends the bookmarks that the browser keeps. */
export function signUpForm(
	config: Config,
	intake: SignUpIntake,
	from: FormPlace,
	words: Speech,
	state: FormState = {},
): Html {
	const { signUp, language } = words;
	return html`<form class="sign-up" method="post" action="${linksOfForm(config, words).subscribe}"${proofAttribute(intake, words)}>
${addressField(words, state)}
${languageField(config, words, state)}
${hiddenFields(intake, words)}
<input type="hidden" name="from" value="${from}">
<input type="hidden" name="tools" value="" data-bookmarks="send">
<button>${signUp.subscribe.button}</button>
<p class="note">${intake.consentIn(language.tag).text}</p>
${noScript(intake, words)}
</form>`;
}

export function requestLinkForm(
	config: Config,
	intake: SignUpIntake,
	words: Speech,
	state: FormState,
): Html {
	return html`<form class="sign-up" method="post" action="${linksOfForm(config, words).requestLink}"${proofAttribute(intake, words)}>
${addressField(words, state)}
${hiddenFields(intake, words)}
<button>${words.signUp.requestLink.button}</button>
${noScript(intake, words)}
</form>`;
}

/** The form is answered in the language it was read in, and the text next to its button was agreed to in it. */
function linksOfForm(config: Config, { language }: Speech) {
	return localLinks(config, config.languages.length < 2 ? null : language.tag);
}

function addressField({ signUp }: Speech, { email, fault }: FormState): Html {
	return html`<label for="email">${signUp.address}</label>
<input id="email" name="email" type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" required maxlength="254" value="${email ?? ""}"${fault ? html` aria-invalid="true" aria-describedby="fault" autofocus` : ""}>
${fault ? html`<p class="fault" id="fault" role="alert">${fault}</p>` : ""}`;
}

/** Only where the digest comes in more than one language. */
function languageField(
	{ languages }: Config,
	{ signUp, language: own }: Speech,
	{ language = own.tag }: FormState,
): Html | "" {
	if (languages.length < 2) return "";
	return html`<label for="language">${signUp.language}</label>
<select id="language" name="language">${languages.map((tag) => html`<option value="${tag}" lang="${tag}"${tag === language ? html` selected` : ""}>${LANGUAGE_NAMES[tag]}</option>`)}</select>`;
}

/** The field `website` is a honeypot: no person sees it or reaches it by keyboard, but programs fill it in. */
function hiddenFields(intake: SignUpIntake, { signUp }: Speech): Html {
	return html`<div class="honeypot" aria-hidden="true"><label>${signUp.honeypot} <input name="website" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="opened" value="${intake.stamp()}">
${intake.proof ? html`<input type="hidden" name="altcha" value="">` : ""}`;
}

function proofAttribute(intake: SignUpIntake, { links }: Speech): Html | "" {
	return intake.proof ? html` data-proof="${links.challenge}"` : "";
}

function noScript(intake: SignUpIntake, { signUp }: Speech): Html | "" {
	return intake.proof
		? html`<noscript><p class="note">${signUp.noScript}</p></noscript>`
		: "";
}
