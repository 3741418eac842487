import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import {
	issueByNumber,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { anonymousReader } from "../../issue/content/reader.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { ISSUE_POLICY } from "../http/middleware.ts";
import { page } from "../http/page.ts";
import { type PublishedIssue, publishedIssues } from "./published-issues.ts";

const MAX_LISTED = 200;

/** The list of sealed issues, and each as it was mailed, without anything personal. */
export function issueRoutes({ db, config, renderer }: WebDeps): Hono {
	const issues = publishedIssues(db);
	return new Hono()
		.get("/issues", async (c) =>
			c.html(issuesPage(config, await issues.list(MAX_LISTED))),
		)
		.get("/issues/:number{[1-9][0-9]{0,8}}", async (c) => {
			const issue = await issueByNumber(db, Number(c.req.param("number")));
			if (!issue || !SEALED_STATES.includes(issue.state)) return c.notFound();
			const documents = await sealedDocuments(db, issue.id);
			if (!documents) return c.notFound();
			const compiled: CompiledIssue = JSON.parse(documents.compiled);
			const envelope: Envelope = JSON.parse(documents.envelope);
			const open = renderer.open(compiled, envelope);
			c.header("content-security-policy", ISSUE_POLICY);
			return c.html(open.html(anonymousReader));
		});
}

function issuesPage(config: Config, issues: readonly PublishedIssue[]) {
	const links = localLinks(config);
	return page(config, {
		title: "Past issues",
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
