import { Hono } from "hono";
import { html } from "hono/html";
import {
	comparisonBySlug,
	latestComparisons,
} from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { scheduleLine } from "../../issue/week/schedule.ts";
import { reviewerList } from "../about/panel.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import { revalidate } from "../http/revalidate.ts";
import type { PageWords } from "../language/page-words.ts";
import { visitorWords } from "../language/words-for.ts";
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
	const links = localLinks(config);
	const contentOptions = { links, communityMinimum: config.communityMinimum };
	const issues = publishedIssues(db);
	return new Hono().get("/", revalidate(), async (c) => {
		const words = visitorWords(config, c);
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
			.map((record) => comparisonContent(record, contentOptions));
		const next = records.length > PAGE_SIZE ? shown.at(-1)?.slug : undefined;
		const list = html`<section aria-labelledby="latest">
<div class="section-head"><h2 id="latest">${last ? "Earlier verdicts" : "Latest verdicts"}</h2>${searchForm(links.comparisons)}</div>
${listed(shown, last === undefined, config.timeZone)}
${next ? html`<p class="more"><a href="${links.home}?after=${encodeURIComponent(next)}">Earlier verdicts</a> · <a href="${links.comparisons}">All comparisons</a></p>` : ""}
</section>`;
		const intro = last
			? ""
			: introduction(deps, intake, (await issues.list(1))[0], words);
		return c.html(
			page(config, {
				words,
				mainLanguage: "en",
				title: last ? "Earlier verdicts" : config.publication,
				description: DESCRIPTION,
				...(!last && { address: addressOf(config) }),
				place: "verdicts",
				scripts: intake.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`${last ? html`<h1>${name(config.publication)}</h1>` : intro}${list}`,
			}),
		);
	});
}

const DESCRIPTION =
	"Two AI tools side by side: what a panel of four reviewers would ship, what they would skip, and why.";

function introduction(
	{ config }: WebDeps,
	intake: SignUpIntake,
	issue: PublishedIssue | undefined,
	words: PageWords,
): Html {
	return html`<section class="intro">
<div>
<h1>${name(config.publication)}</h1>
<p class="standfirst">${DESCRIPTION} Collected into one email a week, ${scheduleLine(config)}.</p>
${
	issue
		? html`<p class="latest-issue">The latest issue: <a href="${localLinks(config).issue(issue.number)}">No. ${issue.number}, ${issue.subject}</a></p>`
		: ""
}
</div>
${signUpForm(config, intake, "home", words)}
</section>
${reviewerList()}
<p class="note panel-link"><a href="${localLinks(config).panel}">How the panel decides</a></p>`;
}

/** The newest as the lead story, on the first page alone; then the others. */
function listed(
	shown: readonly ComparisonContent[],
	isFirstPage: boolean,
	timeZone: string,
): Html {
	const [newest, ...others] = shown;
	if (newest === undefined)
		return html`<p>No comparison has been published yet.</p>`;
	return isFirstPage
		? html`${leadStory(newest, timeZone)}${others.length > 0 ? comparisonList(others, timeZone) : ""}`
		: comparisonList(shown, timeZone);
}

/** What it finds is on the page of all comparisons. */
function searchForm(path: string): Html {
	return html`<form class="row" method="get" action="${path}" role="search">
<input name="q" type="search" maxlength="100" aria-label="Search all comparisons" placeholder="Search all comparisons">
<button class="quiet">Search</button>
</form>`;
}
