import { html } from "hono/html";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import type { PastIssue } from "./past-issues.ts";

/** An issue on its way: how far it is, and what stops it. It comes before everything else. */
export function goingOutCard(issue: PastIssue): Markup {
	const { number, state, accepted, recipients, note, stages } = issue;
	const isPaused = state === "paused";
	const path = number === null ? null : `/studio/issues/${number}/sending`;
	return html`<section class="card going-out" id="going-out-${number}" data-part${isPaused ? "" : html` data-renew`}>
<h2>Going out</h2>
<p class="issue-line"><b>Issue ${number ?? "without a number"}</b> <span class="state ${state}">${state}</span></p>
<p class="headline"><bdi>${issue.subject}</bdi></p>
<p><label>${count(accepted)} of ${count(recipients)} accepted <progress max="${Math.max(1, recipients)}" value="${accepted}"></progress></label></p>
${note ? html`<p class="${isPaused ? "stopped" : "note"}">${inPageForm(note)}</p>` : ""}
${stages ? html`<p class="note">${stages}</p>` : ""}
${path ? html`<p class="actions"><a class="button" href="${path}">${isPaused ? "See what stopped it" : "See how it goes out"}</a></p>` : ""}
</section>`;
}
