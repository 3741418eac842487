import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { LANGUAGE_NAMES } from "../../issue/words/language/tags.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";
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
	state: FormState = {},
): Html {
	return html`<form class="sign-up" method="post" action="${localLinks(config).subscribe}"${proofAttribute(config, intake)}>
${addressField(state)}
${languageField(config, state)}
${hiddenFields(intake)}
<input type="hidden" name="from" value="${from}">
<input type="hidden" name="tools" value="" data-bookmarks="send">
<button>Subscribe</button>
<p class="note">${intake.consent.text}</p>
${noScript(intake)}
</form>`;
}

export function requestLinkForm(
	config: Config,
	intake: SignUpIntake,
	state: FormState,
): Html {
	return html`<form class="sign-up" method="post" action="${localLinks(config).requestLink}"${proofAttribute(config, intake)}>
${addressField(state)}
${hiddenFields(intake)}
<button>Mail me my link</button>
${noScript(intake)}
</form>`;
}

function addressField({ email, fault }: FormState): Html {
	return html`<label for="email">Your email address</label>
<input id="email" name="email" type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" required maxlength="254" value="${email ?? ""}"${fault ? html` aria-invalid="true" aria-describedby="fault" autofocus` : ""}>
${fault ? html`<p class="fault" id="fault" role="alert">${fault}</p>` : ""}`;
}

/** Only where the digest comes in more than one language. */
function languageField(
	{ languages }: Config,
	{ language }: FormState,
): Html | "" {
	if (languages.length < 2) return "";
	return html`<label for="language">Language of the mail</label>
<select id="language" name="language">${languages.map((tag) => html`<option value="${tag}" lang="${tag}"${tag === language ? html` selected` : ""}>${LANGUAGE_NAMES[tag]}</option>`)}</select>`;
}

/** The field `website` is a honeypot: no person sees it or reaches it by keyboard, but programs fill it in. */
function hiddenFields(intake: SignUpIntake): Html {
	return html`<div class="honeypot" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="opened" value="${intake.stamp()}">
${intake.proof ? html`<input type="hidden" name="altcha" value="">` : ""}`;
}

function proofAttribute(config: Config, intake: SignUpIntake): Html | "" {
	return intake.proof
		? html` data-proof="${localLinks(config).challenge}"`
		: "";
}

function noScript(intake: SignUpIntake): Html | "" {
	return intake.proof
		? html`<noscript><p class="note">This form needs JavaScript at the moment. It gets many automated sign-ups, so each browser must compute for about a second before it sends the form.</p></noscript>`
		: "";
}
