import { Hono } from "hono";
import { html } from "hono/html";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { reviewerTitles } from "../../render/labels.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";

/** What each reviewer asks, as the half of a sentence that begins with their name. */
const QUESTIONS: Readonly<Record<Reviewer, string>> = {
	builder: "asks what it is like to build with",
	skeptic: "asks where it breaks and what the alternatives are",
	founder: "asks who pays, and for what",
	futurist: "asks where it leads",
};

/** The four reviewers, each with their question. */
export function reviewerList(): Html {
	return html`<dl class="reviewers">
${REVIEWERS.map((reviewer) => html`<div><dt>${reviewerTitles[reviewer]}</dt><dd>${QUESTIONS[reviewer]}</dd></div>\n`)}</dl>`;
}

/** How verdicts come about. */
export function panelRoutes({ config }: Pick<WebDeps, "config">): Hono {
	const { communityMinimum: minimum } = config;
	const links = localLinks(config);
	return new Hono().get("/panel", revalidate(), (c) =>
		c.html(
			page(config, {
				words: visitorWords(config, c),
				mainLanguage: "en",
				title: "About the panel",
				description:
					"Four reviewers, one question each: how their scores become a verdict, ship or skip.",
				address: addressOf(config, "panel"),
				main: html`<article class="prose">
<h1>About the panel</h1>
<p class="standfirst">Four reviewers look at each tool. Each has one question, gives a score from 0 to 100, says ship or skip, and says why.</p>
${reviewerList()}
<h2>The panel verdict</h2>
<p>A tool is a <b class="ship">ship</b> if at least half of the reviewers say ship, and a <b class="skip">skip</b> otherwise. “75% panel ship” means that three of the four would ship it.</p>
<p>A review belongs to the tool, so a tool has the same reviews in every comparison. If the panel changes its mind, the comparisons change too. Then their pages say what the verdict was when they were mailed, and the page of the tool has the whole history.</p>
<h2>The community</h2>
<p>Readers vote too, ship or skip, each once on each tool. Their votes are shown next to the panel’s verdict, never mixed with it, and only from ${minimum} ${minimum === 1 ? "vote" : "votes"} on.</p>
<h2>What is not known</h2>
<p>A score, verdict or price that is not known is called “not given”. It never counts as 0 or as skip.</p>
<p><a href="${links.home}">The latest verdicts</a> · <a href="${links.tools}">All tools</a></p>
</article>`,
			}),
		),
	);
}
