import { html } from "hono/html";
import type { ItemPlace } from "../../db/issue-tables.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { listChanges } from "../../issue/differences/stale-approval.ts";
import { isolateNames } from "../../render/isolation.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioIssue } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

/** Items shown per place: the first window of a publication can contain years of comparisons. */
const MAX_ITEMS = 50;

const PLACES: readonly { place: ItemPlace; title: string }[] = [
	{ place: "lead", title: "In full" },
	{ place: "brief", title: "In brief" },
	{ place: "more", title: "More this week, as links" },
	{ place: "passed", title: "Left out" },
];

/** The number of the upcoming issue, its state and when it is sent, in one line. @param options.isNamed the heading beside it has the number */
export function issueLine(
	upcoming: StudioIssue,
	timeZone: string,
	{ isNamed = false } = {},
): Markup {
	const { issue, content, changes = [] } = upcoming;
	const stale = changes.length > 0;
	const number = issue?.number ?? content?.number;
	return html`<p class="issue-line">
${number && !isNamed ? html`<b>Issue ${number}</b>` : ""}
<span class="state ${stale ? "stale" : (issue?.state ?? "none")}">${stale ? "approved, but changed since" : (issue?.state ?? "not drafted yet")}</span>
${issue || !content ? "" : html`<span>A draft made now would contain this.</span>`}
${issue?.send_at ? html`<span>to be sent ${formatTime(issue.send_at, timeZone)}</span>` : ""}
</p>
${stale ? html`<p class="note">It is not sent before it is approved again. ${listChanges(changes)}</p>` : ""}`;
}

/** "3 in full, 2 in brief": the comparisons, without the places that have none. */
export function howMany({
	leads,
	briefs,
	more,
	moreUnlisted,
}: IssueContent): string {
	const places: [number, string][] = [
		[leads.length, "in full"],
		[briefs.length, "in brief"],
		[more.length + moreUnlisted, "as links"],
	];
	return places
		.filter(([count]) => count > 0)
		.map(([count, place]) => `${count} ${place}`)
		.join(", ");
}

/** Every comparison of the issue's window, chosen or not, with the reason. */
export function itemList(items: StudioIssue["items"]): Markup {
	return html`<section class="card" id="items" data-part>
<h2>Comparisons</h2>
${items.length === 0 ? html`<p class="note">No comparison was published in this issue’s window.</p>` : ""}
${PLACES.map(({ place, title }) =>
	placeList(
		title,
		items.filter((item) => item.place === place),
	),
)}
</section>`;
}

function placeList(title: string, items: StudioIssue["items"]): Markup | "" {
	if (items.length === 0) return "";
	const rest = items.length - MAX_ITEMS;
	return html`<h3>${title} <span class="count">${items.length}</span></h3>
<ol class="items">
${items
	.slice(0, MAX_ITEMS)
	.map(
		(item) =>
			html`<li><b>${isolateNames("ltr", item).title}</b><span>${inPageForm(item.reason)}</span></li>`,
	)}
</ol>
${rest > 0 ? html`<p class="note">and ${rest} more</p>` : ""}`;
}
