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
		form: (state) => ({
			title: "Your preferences",
			scripts: intake.proof ? ["proof"] : [],
			main: html`<section class="narrow">
<h1>Change what you get</h1>
<p>Every mail from us has a link to your own page. If you have none at hand, we mail you the link. There is no password.</p>
${requestLinkForm(config, intake, state)}
</section>`,
		}),
		sent: () => ({
			title: "Check your mail",
			main: html`<section class="narrow">
<h1>Check your mail</h1>
<p>If this address is subscribed, a mail with the link to your preferences is on its way.</p>
<p class="note">We send at most one such mail a day. Not a subscriber yet? <a href="${localLinks(config).subscribe}">Subscribe</a>.</p>
</section>`,
		}),
	});
}
