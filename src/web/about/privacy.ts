import { Hono } from "hono";
import { html } from "hono/html";
import { CONFIRMATION_DAYS } from "../../subscriber/sign-up/confirmation-token.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { name } from "../http/name.ts";
import { page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";

/** What is kept of readers and for how long, from the settings that hold. */
export function privacyRoutes({ config }: Pick<WebDeps, "config">): Hono {
	const { publication, postalAddress } = config;
	return new Hono().get("/privacy", revalidate(), (c) => {
		const words = visitorWords(config, c);
		const { privacy, links } = words;
		const { reading, subscribing, rights } = privacy;
		return c.html(
			page(config, {
				words,
				title: privacy.title,
				description: privacy.description(publication),
				address: addressOf(config, "privacy"),
				main: html`<article class="prose">
<h1>${privacy.title}</h1>
<p class="standfirst">${privacy.standfirst}</p>
<h2>${reading.heading}</h2>
<p>${reading.what}</p>
<h2>${subscribing.heading}</h2>
<table class="kept">
<thead><tr><th scope="col">${subscribing.what}</th><th scope="col">${subscribing.howLong}</th></tr></thead>
<tbody>
${privacy.kept(config, CONFIRMATION_DAYS).map(([what, howLong]) => html`<tr><th scope="row">${what}</th><td>${howLong}</td></tr>\n`)}</tbody>
</table>
<p>${subscribing.rest}</p>
<h2>${rights.heading}</h2>
<ul class="plain">
<li>${rights.leave}</li>
<li>${rights.see(links.requestLink)}</li>
<li>${rights.erase}</li>
</ul>
${
	postalAddress === ""
		? ""
		: html`<h2>${privacy.responsible}</h2>
<p>${name(publication)}, ${name(postalAddress)}</p>`
}
</article>`,
			}),
		);
	});
}
