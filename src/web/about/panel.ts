import { Hono } from "hono";
import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";

/** The four reviewers, each with their question. */
export function reviewerList({ language, panel }: Speech): Html {
	const { reviewers } = language.labels;
	return html`<dl class="reviewers">
${REVIEWERS.map((reviewer) => html`<div><dt>${reviewers[reviewer]}</dt><dd>${panel.questions[reviewer]}</dd></div>\n`)}</dl>`;
}

/** How verdicts come about. */
export function panelRoutes({ config }: Pick<WebDeps, "config">): Hono {
	return new Hono().get("/panel", revalidate(), (c) => {
		const words = visitorWords(config, c);
		const { panel, links } = words;
		const { verdict, community, unknown } = panel;
		return c.html(
			page(config, {
				words,
				title: panel.title,
				description: panel.description,
				address: addressOf(config, "panel"),
				main: html`<article class="prose">
<h1>${panel.title}</h1>
<p class="standfirst">${panel.what}</p>
${reviewerList(words)}
<h2>${verdict.heading}</h2>
<p>${verdict.rule}</p>
<p>${verdict.history}</p>
<h2>${community.heading}</h2>
<p>${community.rule(config.communityMinimum)}</p>
<h2>${unknown.heading}</h2>
<p>${unknown.rule}</p>
<p><a href="${links.home}">${panel.verdicts}</a> · <a href="${links.tools}">${panel.tools}</a></p>
</article>`,
			}),
		);
	});
}
