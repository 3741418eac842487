import { Hono } from "hono";
import { html } from "hono/html";
import {
	comparisonBySlug,
	latestComparisons,
} from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { scheduleLine } from "../../issue/week/schedule.ts";
import { withQuery } from "../../site-links.ts";
import { reviewerList } from "../about/panel.ts";
import { languageField } from "../browse/browse-query.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { marked, name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import { revalidate } from "../http/revalidate.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import { signUpForm } from "../sign-up/sign-up-form.ts";
import type { SignUpIntake } from "../sign-up/sign-up-intake.ts";
import { comparisonList } from "./comparison-list.ts";
import { leadStory } from "./lead-story.ts";
import { type PublishedIssue, publishedIssues } from "./published-issues.ts";

/** The lead story, and an even number besides. */
const PAGE_SIZE = 13;

/** The start page: what the digest is, and the latest verdicts. `?after=SLUG` shows the verdicts before that one. */
export function homeRoutes(deps: WebDeps, intake: SignUpIntake): Hono {
	const { db, clock, config } = deps;
	const { communityMinimum, timeZone } = config;
	const issues = publishedIssues(db);
	return new Hono().get("/", revalidate(), async (c) => {
		const words = visitorWords(config, c);
		const { home, links, language } = words;
		const slug = linkWord(c.req.url, "after");
		const last = slug ? await comparisonBySlug(db, slug) : undefined;
		// One that is not published yet must look like one that isn't there.
		if (slug && !(last && last.published_at <= clock.now()))
			return c.notFound();
		const records = await latestComparisons(
			db,
			clock.now(),
			PAGE_SIZE + 1,
			last,
		);
		const shown = records
			.slice(0, PAGE_SIZE)
			.map((record) =>
				comparisonContent(record, { links, communityMinimum, language }),
			);
		const next = records.length > PAGE_SIZE ? shown.at(-1)?.slug : undefined;
		const list = html`<section aria-labelledby="latest">
<div class="section-head"><h2 id="latest">${last ? home.earlier : home.latest}</h2>${searchForm(words)}</div>
${listed(shown, last === undefined, timeZone, words)}
${next ? html`<p class="more"><a href="${withQuery(links.home, { after: next })}">${home.earlier}</a> · <a href="${links.comparisons}">${home.all}</a></p>` : ""}
</section>`;
		const intro = last
			? ""
			: introduction(
					deps,
					intake,
					(await issues.list(1, language.tag))[0],
					words,
				);
		return c.html(
			page(config, {
				words,
				title: last ? home.earlier : config.publication,
				description: home.description,
				...(!last && { address: addressOf(config) }),
				place: "verdicts",
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`${last ? html`<h1>${name(config.publication)}</h1>` : intro}${list}`,
			}),
		);
	});
}

function introduction(
	{ config }: WebDeps,
	intake: SignUpIntake,
	issue: PublishedIssue | undefined,
	words: Speech,
): Html {
	const { home, links, language, issues } = words;
	return html`<section class="intro">
<div>
<h1>${name(config.publication)}</h1>
<p class="standfirst">${home.description} ${home.weekly(scheduleLine(config, language))}</p>
${
	issue
		? html`<p class="latest-issue">${home.latestIssue} <a href="${links.issue(issue.number)}">${issues.named(issue.number, marked(issue.subject, issue.language, words))}</a></p>`
		: ""
}
</div>
${signUpForm(config, intake, "home", words)}
</section>
${reviewerList(words)}
<p class="note panel-link"><a href="${links.panel}">${home.howDecided}</a></p>`;
}

/** The newest as the lead story, on the first page alone; then the others. */
function listed(
	shown: readonly ComparisonContent[],
	isFirstPage: boolean,
	timeZone: string,
	words: Speech,
): Html {
	const [newest, ...others] = shown;
	if (newest === undefined) return html`<p>${words.home.none}</p>`;
	return isFirstPage
		? html`${leadStory(newest, timeZone, words)}${others.length > 0 ? comparisonList(others, timeZone, words) : ""}`
		: comparisonList(shown, timeZone, words);
}

/** What it finds is on the page of all comparisons. */
function searchForm(words: Speech): Html {
	const { home, links } = words;
	return html`<form class="row" method="get" action="${links.comparisons}" role="search">${languageField(words)}
<input name="q" type="search" maxlength="100" aria-label="${home.search}" placeholder="${home.search}">
<button class="quiet">${home.searchButton}</button>
</form>`;
}
