import type { Hono } from "hono";
import { html } from "hono/html";
import { scheduleLine } from "../../issue/week/schedule.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { addressFormRoutes } from "./address-form.ts";
import { signUpForm } from "./sign-up-form.ts";
import type { SignUpIntake } from "./sign-up-intake.ts";

/** The page to subscribe. */
export function subscribeRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { config } = deps;
	return addressFormRoutes(deps, intake, {
		path: "/subscribe",
		request: ({ from, tools, language }) => ({
			kind: "subscribe",
			formUrl: `${config.publicUrl}/${pathOf(from)}`,
			tools: tools.split(","),
			language: config.languages.find((tag) => tag === language) ?? null,
		}),
		form: (state) => ({
			title: "Subscribe",
			description: `${config.publication} by mail: one issue a week, ${scheduleLine(config)}.`,
			address: addressOf(config, "subscribe"),
			place: "subscribe",
			scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
			main: html`<section class="narrow">
<h1>Get ${name(config.publication)}</h1>
<p>One email a week, ${scheduleLine(config)}. First we mail you a link to confirm your address. You get nothing else until you press the button there.</p>
${signUpForm(config, intake, "subscribe", state)}
<p class="note">Already a subscriber? <a href="${localLinks(config).requestLink}">Change what you get</a>.</p>
</section>`,
		}),
		sent: () => ({
			title: "Check your mail",
			main: html`<section class="narrow">
<h1>Check your mail</h1>
<p>If this address can be subscribed, a mail with a link is on its way. Press the button there, and you get the next issue.</p>
<p class="note">Nothing after some minutes? Look in your spam folder, and check the spelling of your address. We send at most one such mail a day.</p>
</section>`,
		}),
	});
}

/** The path of a page that has the form. Slugs have letters of any script. @param from what the form was sent with */
function pathOf(from: string): string {
	if (from === "home") return "";
	return /^(?:c|tools)\/[\p{L}\p{M}\p{N}_%-]{1,300}$/u.test(from)
		? from
		: "subscribe";
}
