import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import {
	issueByNumber,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import { numbersBeside } from "../../db/issue/numbers-beside.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { anonymousReader } from "../../issue/content/reader.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { ISSUE_POLICY } from "../http/middleware.ts";
import { langOf } from "../http/name.ts";
import { page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import { framedIssue } from "./issue-frame.ts";
import {
	type IssueHeadline,
	type PublishedIssue,
	publishedIssues,
} from "./published-issues.ts";

const MAX_LISTED = 200;
/** Pages of issues that are kept in memory, about 100 KB each. */
const MAX_KEPT = 30;
const FIVE_MINUTES = 300;

/** The list of sealed issues, and each as it was mailed, without anything personal. */
export function issueRoutes({ db, config, renderer }: WebDeps): Hono {
	const issues = publishedIssues(db);
	const kept = new Map<string, { body: string; headline: IssueHeadline }>();

	/** A sealed issue never changes, so its page is made once. */
	async function issuePage(id: number, language: LanguageTag) {
		const headline = await issues.headline(id, language);
		// Of one that was not composed in it, its own page is kept once.
		const key = `${id} ${headline?.language}`;
		const known = kept.get(key);
		if (known !== undefined) return known;
		const documents = await sealedDocuments(db, id);
		if (!documents || !headline) return undefined;
		const compiled: CompiledIssue = JSON.parse(documents.compiled);
		const envelope: Envelope = JSON.parse(documents.envelope);
		const body = renderer.open(compiled, envelope).html({
			...anonymousReader,
			language,
		});
		const made = { body, headline };
		const [oldest] = kept.keys();
		if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
		kept.set(key, made);
		return made;
	}

	const listPage = async (words: Speech) =>
		issuesPage(
			config,
			await issues.list(MAX_LISTED, words.language.tag),
			words,
		);

	return new Hono()
		.get("/issues", revalidate(), async (c) =>
			c.html(await listPage(visitorWords(config, c))),
		)
		.get(
			"/issues/:number{[1-9][0-9]{0,8}}",
			revalidate(FIVE_MINUTES),
			async (c) => {
				const issue = await issueByNumber(db, Number(c.req.param("number")));
				if (!issue || !SEALED_STATES.includes(issue.state)) return c.notFound();
				const words = visitorWords(config, c);
				const made = await issuePage(issue.id, words.language.tag);
				if (made === undefined) return c.notFound();
				c.header("content-security-policy", ISSUE_POLICY);
				const number = Number(c.req.param("number"));
				const beside = await numbersBeside(db, number);
				const { body, headline } = made;
				return c.html(
					framedIssue(config, body, { number, ...headline }, beside, words),
				);
			},
		);
}

function issuesPage(
	config: Config,
	issues: readonly PublishedIssue[],
	words: Speech,
) {
	const { links, issues: said, language } = words;
	// The number and the date are words of this page, whatever the issue was written in.
	const dateOf = (issue: PublishedIssue) =>
		issue.language === language.tag
			? issue.dateLine
			: dateLine(issue.datedAt, config.timeZone, language.locale);
	const langOfIssue = (issue: PublishedIssue) => langOf(issue.language, words);
	return page(config, {
		words,
		title: said.title,
		description: said.description,
		address: addressOf(config, "issues"),
		place: "issues",
		main: html`<h1>${said.title}</h1>
${
	issues.length === 0
		? html`<p>${said.none}</p>`
		: html`<ol class="issues">
${issues.map(
	(issue) => html`<li>
<p class="note">${said.number(issue.number)} · <time datetime="${issue.sealedAt}">${dateOf(issue)}</time></p>
<h2><a href="${links.issue(issue.number)}"${langOfIssue(issue)}>${issue.subject}</a></h2>
<p${langOfIssue(issue)}>${issue.intro}</p>
</li>`,
)}
</ol>`
}`,
	});
}
