import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { itemsOf } from "../../db/issue/issue-items.ts";
import { Failure } from "../../errors.ts";
import {
	type DraftPlan,
	draftIssue,
	planDraft,
} from "../../issue/life/draft.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { formatTime } from "../../time/format-time.ts";
import { may } from "../access/current-editor.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { count } from "../format.ts";
import { type Markup, studioPage } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { itemList } from "../pages/upcoming-issue.ts";
import { explained, formOf, issueUrl } from "./issue-page.ts";

/** What drafts an issue, or selects again for a draft: what `digest issue draft` does. */
export const DRAFT_PAGE = "/studio/draft";

/** What the page is called where something leads to it. */
export const DRAFT_LABEL = "Draft the coming issue";

/** /studio/draft: what would be in the coming issue, and the button that drafts it. */
export function draftRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	const page = async (c: Context, alert: string | null) =>
		studioPage({
			title: DRAFT_LABEL,
			menu: "dashboard",
			publication: deps.config.publication,
			versions: {},
			main: html`<div class="title"><h1>${DRAFT_LABEL}</h1></div>
${alert === null ? "" : html`<p class="alert" role="alert">${inPageForm(alert)}</p>`}
${await draftMain(deps, await planDraft(deps), tokenField(c, deps.tokens.formKey))}`,
		});
	app.get(DRAFT_PAGE, async (c) => c.html(await page(c, null)));
	app.post(DRAFT_PAGE, async (c) => {
		const shown = (await formOf(c)).get("issue");
		try {
			const { outcome, issue } = await draftIssue(deps, {
				thinWeek: "refuse",
				seen: shown ? Number(shown) : null,
			});
			if (outcome === "kept")
				throw new Failure(
					"drafted-meanwhile",
					`Nothing was changed: issue ${issue.number} is ${issue.state} already.`,
				);
			return c.redirect(issueUrl(issue, "edit"), 303);
		} catch (error) {
			return c.html(await page(c, explained(error).message), 409);
		}
	});
	return app;
}

/** Where comparisons come from, for who may import. */
export function importLink(): Markup {
	return may("publisher")
		? html`<a class="button" href="/studio/import">Import comparisons</a>`
		: html`<span class="note">A publisher can import more comparisons.</span>`;
}

/** What it would do, and the form that does it where there is something to do. */
async function draftMain(
	deps: StudioDeps,
	{ outcome, open, week }: DraftPlan,
	token: Markup,
): Promise<Markup> {
	const { timeZone } = deps.config;
	const links = open?.number
		? html`<a class="button quiet" href="${issueUrl(open, "edit")}">Edit issue ${open.number}</a>`
		: html`<a class="button quiet" href="/studio">Back</a>`;
	if (week === null)
		return html`<section class="card slim"><h2>Issue ${open?.number} is approved already</h2>
<p>It goes out ${open ? goesOut(deps, open) : ""} as it was approved. To select its comparisons again, withdraw the approval first.</p>
<p class="actions">${open ? html`<a class="button" href="${issueUrl(open, "approval")}">Checks and approval</a>` : ""}${links}</p></section>`;
	const { window, selection } = week;
	const span = `It chooses from what was published from ${formatTime(window.start, timeZone)} until ${formatTime(window.end, timeZone)}, and from what earlier issues held back.`;
	const list = itemList(selection.items);
	if (outcome === "skipped")
		return html`<div class="stack"><section class="card slim"><h2>There is too little to draft</h2>
<p>${inPageForm(selection.thin ?? "")}</p>
<p class="note">${span}${open ? ` Issue ${open.number} stays as it is.` : ""}</p>
<p class="actions">${importLink()}${links}</p></section>
${list}</div>`;
	const earlier = open ? await itemsOf(deps.db, open.id) : [];
	const known = new Set(earlier.map((item) => item.comparison_id));
	const found = new Set(selection.items.map((item) => item.comparisonId));
	const more = selection.items.filter((one) => !known.has(one.comparisonId));
	const gone = earlier.filter((one) => !found.has(one.comparison_id));
	return html`<div class="stack"><section class="card slim"><h2>${open ? `Select again for issue ${open.number}?` : "Draft it now?"}</h2>
<form method="post" action="${DRAFT_PAGE}" class="words">${token}<input type="hidden" name="issue" value="${open?.id ?? ""}">
${
	open
		? html`<p>${more.length === 0 && gone.length === 0 ? "No comparison came or went since it was drafted." : `Since it was drafted, ${count(more.length)} ${more.length === 1 ? "comparison" : "comparisons"} came and ${count(gone.length)} went.`} What you wrote stays, and so does the order if you arranged it: new ones then follow.</p>`
		: html`<p>${count(selection.chosen)} ${selection.chosen === 1 ? "comparison is" : "comparisons are"} chosen. Nobody gets it before it is approved; then it goes out ${goesOut(deps, { send_at: null })}. Until then you can change everything, and select again.</p>`
}
<p class="note">${span}</p>
<p class="actions"><button class="button">${open ? "Select again" : "Draft it"}</button>${links}</p></form></section>
${list}</div>`;
}
