import { Hono } from "hono";
import { html } from "hono/html";
import { issueDifferences } from "../../issue/differences/differences.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import {
	explained,
	ISSUE_PATH,
	issueOf,
	issuePage,
	noSuchIssue,
} from "./issue-page.ts";

/** /studio/issues/N/differences: what `digest issue diff` prints. */
export function differencesRoutes(deps: StudioDeps): Hono {
	return new Hono().get(`${ISSUE_PATH}/differences`, async (c) => {
		const issue = await issueOf(deps, c);
		if (!issue) return c.html(noSuchIssue(deps), 404);
		let alert: string | null = null;
		let main: Markup = html``;
		try {
			const { before, after, changes } = await issueDifferences(deps, issue);
			main = html`<div class="stack"><section class="card" id="differences" data-part>
<h2>${before === null ? "Not approved yet" : `${before === "sealed" ? "As it was sealed" : "As it was approved"}, and ${after}`}</h2>
${
	before === null
		? html`<p>Once it is approved, this page lists what changed since, fact by fact.</p>`
		: changes.length === 0
			? html`<p>Nothing differs.</p>`
			: html`<ul class="changes">${changes.map((change) => html`<li><bdi>${change}</bdi></li>`)}</ul>`
}
</section></div>`;
		} catch (error) {
			alert = explained(error).message;
		}
		return c.html(issuePage(deps, { issue, tab: "differences", alert, main }));
	});
}
