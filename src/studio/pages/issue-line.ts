import { html } from "hono/html";
import type { ComingIssue } from "../deps.ts";
import { when } from "../format-date.ts";
import type { Html } from "../layout.ts";

/** Which issue is coming, how far it is and when it goes out, in one line. */
export function issueLine(coming: ComingIssue, timeZone: string): Html {
	const { issue, content } = coming;
	const number = issue?.number ?? content?.number;
	return html`<p class="issue-line">
${number ? html`<b>Issue ${number}</b>` : ""}
<span class="state ${issue?.state ?? "none"}">${issue?.state ?? "not drafted yet"}</span>
${issue ? "" : html`<span>This is what a draft made now would hold.</span>`}
${issue?.send_at ? html`<span>goes out ${when(issue.send_at, timeZone)}</span>` : ""}
</p>`;
}
