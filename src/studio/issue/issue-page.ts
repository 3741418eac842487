import type { Context } from "hono";
import { html } from "hono/html";
import { type IssueHead, issueByNumber } from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import type { Versions } from "../versions.ts";
import { ISSUE_TABS, type IssueTab, issueTabs } from "./issue-tabs.ts";

/** Where the pages of an issue are, by its number. */
export const ISSUE_PATH = "/studio/issues/:number{[1-9][0-9]{0,8}}";

/** The pages of an issue that this folder makes. */
type IssueOwnTab = Exclude<IssueTab, "preview" | "report">;

export function issueUrl(
	{ number }: Pick<IssueHead, "number">,
	tab: IssueOwnTab,
): string {
	return `/studio/issues/${number}/${tab}`;
}

/** The issue that a request names; undefined: there is none with this number. */
export function issueOf(
	{ db }: Pick<StudioDeps, "db">,
	c: Context,
): Promise<IssueHead | undefined> {
	return issueByNumber(db, Number(c.req.param("number")));
}

export interface IssuePage {
	issue: IssueHead;
	tab: IssueOwnTab;
	versions?: Partial<Versions>;
	/** What the person must read first; null: nothing. */
	alert: string | null;
	main: Markup;
}

export function issuePage(
	deps: Pick<StudioDeps, "config">,
	{ issue, tab, versions = {}, alert, main }: IssuePage,
): Markup {
	return studioPage({
		title: `Issue ${issue.number}: ${ISSUE_TABS[tab]}`,
		menu: "dashboard",
		publication: deps.config.publication,
		versions,
		main: html`<div class="title" id="title" data-part><h1>Issue ${issue.number}</h1><span class="state ${issue.state}">${issue.state === "ended" ? "ended early" : issue.state}</span>${issueTabs(issue, tab)}</div>
${alert === null ? "" : html`<p class="alert" role="alert">${inPageForm(alert)}</p>`}
${main}`,
	});
}

/** There is no issue with this number: it was cancelled, or never was. */
export function noSuchIssue(deps: Pick<StudioDeps, "config">): Markup {
	return studioPage({
		title: "No such issue",
		menu: "dashboard",
		publication: deps.config.publication,
		versions: {},
		main: html`<section class="card blank"><h1>There is no such issue</h1><p>It may have been cancelled: then its number is free again. <a href="/studio">To the dashboard</a></p></section>`,
	});
}

/** Why a request could not be done, for the person; any other error is a defect and is thrown again. */
export function explained(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (error instanceof TemplateError)
		return new Failure(
			"bad-template",
			`A template is broken. ${error.message}`,
		);
	throw error;
}

/** The fields of a form. The guard has read the body before. */
export async function formOf(c: Context): Promise<URLSearchParams> {
	return new URLSearchParams(await c.req.text());
}

/** A whole number of a field; null: it is none. */
export function wholeNumber(text: string | null): number | null {
	return /^\d{1,9}$/.test(text ?? "") ? Number(text) : null;
}
