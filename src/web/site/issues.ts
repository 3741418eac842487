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
import {
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { ISSUE_POLICY } from "../http/middleware.ts";
import { page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import type { PageWords } from "../language/page-words.ts";
import { visitorWords } from "../language/words-for.ts";
import { framedIssue } from "./issue-frame.ts";
import { type PublishedIssue, publishedIssues } from "./published-issues.ts";

const MAX_LISTED = 200;
/** Pages of issues that are kept in memory, about 100 KB each. */
const MAX_KEPT = 30;
const FIVE_MINUTES = 300;

/** The list of sealed issues, and each as it was mailed, without anything personal. */
export function issueRoutes({ db, config, renderer }: WebDeps): Hono {
	const issues = publishedIssues(db);
	const kept = new Map<
		string,
		{ body: string; words: Pick<PublishedIssue, "subject" | "intro"> }
	>();

	/** A sealed issue never changes, so its page is made once. */
	async function issuePage(id: number, language: LanguageTag | undefined) {
		const key = `${id} ${language ?? ""}`;
		const known = kept.get(key);
		if (known !== undefined) return known;
		const documents = await sealedDocuments(db, id);
		if (!documents) return undefined;
		const compiled: CompiledIssue = JSON.parse(documents.compiled);
		const envelope: Envelope = JSON.parse(documents.envelope);
		const body = renderer.open(compiled, envelope).html({
			...anonymousReader,
			...(language && { language }),
		});
		const made = { body, words: await issues.words(id) };
		const [oldest] = kept.keys();
		if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
		kept.set(key, made);
		return made;
	}

	return new Hono()
		.get("/issues", revalidate(), async (c) =>
			c.html(
				issuesPage(
					config,
					await issues.list(MAX_LISTED),
					visitorWords(config, c),
				),
			),
		)
		.get(
			"/issues/:number{[1-9][0-9]{0,8}}",
			revalidate(FIVE_MINUTES),
			async (c) => {
				const issue = await issueByNumber(db, Number(c.req.param("number")));
				if (!issue || !SEALED_STATES.includes(issue.state)) return c.notFound();
				const made = await issuePage(
					issue.id,
					languageTag(c.req.query("lang")),
				);
				if (made === undefined) return c.notFound();
				c.header("content-security-policy", ISSUE_POLICY);
				const number = Number(c.req.param("number"));
				const beside = await numbersBeside(db, number);
				const { body, words } = made;
				return c.html(framedIssue(config, body, { number, ...words }, beside));
			},
		);
}

function issuesPage(
	config: Config,
	issues: readonly PublishedIssue[],
	words: PageWords,
) {
	const links = localLinks(config);
	return page(config, {
		words,
		mainLanguage: "en",
		title: "Past issues",
		description: "Every issue as it was mailed.",
		address: addressOf(config, "issues"),
		place: "issues",
		main: html`<h1>Past issues</h1>
${
	issues.length === 0
		? html`<p>No issue has gone out yet.</p>`
		: html`<ol class="issues">
${issues.map(
	(issue) => html`<li>
<p class="note">No. ${issue.number} · <time datetime="${issue.sealedAt}">${issue.dateLine}</time></p>
<h2><a href="${links.issue(issue.number)}">${issue.subject}</a></h2>
<p>${issue.intro}</p>
</li>`,
)}
</ol>`
}`,
	});
}
