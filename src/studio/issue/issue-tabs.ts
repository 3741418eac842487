import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import { SEALED_STATES } from "../../db/issue/issues.ts";
import type { Markup } from "../layout.ts";

/** The pages of an issue, in the order of an editor's week. */
export const ISSUE_TABS = {
	preview: "Preview",
	edit: "Edit",
	approval: "Checks and approval",
	sending: "Going out",
	differences: "Differences",
	report: "Report",
} as const;
export type IssueTab = keyof typeof ISSUE_TABS;

type Shown = Pick<IssueHead, "number" | "state">;

/** The way between the pages of an issue, the same on each of them. Empty: it has no number, so it has none. */
export function issueTabs(issue: Shown, current: IssueTab): Markup | "" {
	if (issue.number === null) return "";
	return html`<nav class="tabs" aria-label="Issue ${issue.number}">
${tabsOf(issue).map((tab) => html`<a href="${tabUrl(issue, tab)}"${tab === current ? html` aria-current="page"` : ""}>${ISSUE_TABS[tab]}</a> `)}
</nav>`;
}

function tabsOf({ state }: Shown): IssueTab[] {
	if (state === "draft" || state === "approved")
		return ["preview", "edit", "approval", "sending", "differences"];
	return SEALED_STATES.includes(state)
		? ["preview", "sending", "differences", "report"]
		: ["sending", "differences"];
}

function tabUrl({ number, state }: Shown, tab: IssueTab): string {
	if (tab === "report") return `/studio/reports/${number}`;
	if (tab !== "preview") return `/studio/issues/${number}/${tab}`;
	const isOpen = state === "draft" || state === "approved";
	return isOpen ? "/studio/preview" : `/studio/issues/${number}`;
}
