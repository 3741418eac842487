import type { Hono } from "hono";
import { html } from "hono/html";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { addressFormRoutes } from "./address-form.ts";
import { requestLinkForm } from "./sign-up-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** The page where a subscriber requests the link to their preferences. */
export function requestLinkRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { config } = deps;
	return addressFormRoutes(deps, intake, {
		path: "/preferences",
		request: () => ({
			kind: "preferences-link",
			formUrl: `${config.publicUrl}/preferences`,
			tools: [],
		}),
		form(words, state) {
			const { title, heading, what } = words.signUp.requestLink;
			return {
				words,
				title,
				scripts: intake.proof ? ["proof"] : [],
				main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${what}</p>
${requestLinkForm(config, intake, words, state)}
</section>`,
			};
		},
		sent(words) {
			const { title, what, next } = words.signUp.requestLinkSent;
			return {
				words,
				title,
				main: html`<section class="narrow">
<h1>${title}</h1>
<p>${what}</p>
<p class="note">${next(localLinks(config).subscribe)}</p>
</section>`,
			};
		},
	});
}
