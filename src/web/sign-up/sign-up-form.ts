import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";
import type { Door } from "./sign-up-intake.ts";

export interface FormState {
	/** What was typed before. */
	email?: string;
	/** Why it is shown again. */
	fault?: string;
}

/** Asks for an address. Works without a script; with one, what the browser has saved comes along. */
export function signUpForm(
	config: Config,
	door: Door,
	from: "home" | "subscribe",
	state: FormState = {},
): Html {
	return html`<form class="sign-up" method="post" action="${localLinks(config).subscribe}"${proofMark(config, door)}>
${addressField(state)}
${formFields(door)}
<input type="hidden" name="from" value="${from}">
<input type="hidden" name="tools" value="" data-shelf="bring">
<button>Subscribe</button>
<p class="note">${door.consent.text}</p>
${noScript(door)}
</form>`;
}

/** Asks for the link to one's own pages. */
export function doorForm(config: Config, door: Door, state: FormState): Html {
	return html`<form class="sign-up" method="post" action="${localLinks(config).preferencesDoor}"${proofMark(config, door)}>
${addressField(state)}
${formFields(door)}
<button>Mail me my link</button>
${noScript(door)}
</form>`;
}

function addressField({ email, fault }: FormState): Html {
	return html`<label for="email">Your email address</label>
<input id="email" name="email" type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" required maxlength="254" value="${email ?? ""}"${fault ? html` aria-invalid="true" aria-describedby="fault" autofocus` : ""}>
${fault ? html`<p class="fault" id="fault" role="alert">${fault}</p>` : ""}`;
}

/** The second field is for whoever fills in everything; nobody sees it or gets there by keyboard. */
function formFields(door: Door): Html {
	return html`<div class="trap" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="opened" value="${door.stamp()}">
${door.proof ? html`<input type="hidden" name="altcha" value="">` : ""}`;
}

function proofMark(config: Config, door: Door): Html | "" {
	return door.proof ? html` data-proof="${localLinks(config).challenge}"` : "";
}

function noScript(door: Door): Html | "" {
	return door.proof
		? html`<noscript><p class="note">Just now this form needs JavaScript: it is being flooded, and asks each browser for a second of computing.</p></noscript>`
		: "";
}
