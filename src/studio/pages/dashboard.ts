import { Hono } from "hono";
import { html } from "hono/html";
import { describeError } from "../../errors.ts";
import type { ComingIssue, PastIssue, StudioDeps } from "../deps.ts";
import { freshness } from "../events.ts";
import { when } from "../format-date.ts";
import { type Html, shell } from "../layout.ts";
import { brokenPage } from "./broken-template.ts";
import { issueLine } from "./issue-line.ts";

/** GET /studio: what is coming, what went out, what is in the mailbox. */
export function desk(deps: StudioDeps): Hono {
	return new Hono().get("/studio", async (c) => {
		const shows = await freshness(deps);
		const main = await deskPage(deps).catch((error: unknown) =>
			brokenPage(describeError(error)),
		);
		return c.html(
			shell({
				title: "Desk",
				place: "desk",
				publication: deps.config.publication,
				shows,
				main,
			}),
		);
	});
}

async function deskPage(deps: StudioDeps): Promise<Html> {
	const { timeZone } = deps.config;
	return html`<div class="title"><h1>Desk</h1></div>
<div class="desk">
${comingCard(await deps.coming(), timeZone)}
${mailboxCard(deps.mailbox?.count() ?? null)}
${pastCard(await deps.pastIssues(), timeZone)}
</div>`;
}

function comingCard(coming: ComingIssue, timeZone: string): Html {
	const { content, blocked, issue } = coming;
	return html`<section class="card coming" id="coming" data-part>
<h2>The coming issue</h2>
${issueLine(coming, timeZone)}
${
	content && !blocked
		? html`<p class="headline">${content.subject}</p>
<p>${content.preheader}</p>
<p class="note">${content.leads.length} in full, ${content.briefs.length} in brief, ${content.more.length + content.moreUnlisted} as links</p>`
		: html`<p>${blocked ?? "There is no issue to show."}</p>`
}
${issue?.note ? html`<p class="note">${issue.note}</p>` : ""}
<p><a class="button" href="/studio/preview">Preview it</a></p>
</section>`;
}

function mailboxCard(mails: number | null): Html {
	return html`<section class="card" id="mailbox" data-part>
<h2>Built-in mailbox</h2>
${
	mails === null
		? html`<p>Not in use: mail goes to your SMTP server.</p>`
		: html`<p class="figure"><b>${mails.toLocaleString("en-GB")}</b> ${mails === 1 ? "message" : "messages"}</p>
<p class="note">Every message sent is kept here, and none leaves this machine, until SMTP_URL is set.</p>
<p><a class="button quiet" href="/mailbox">Open the mailbox</a></p>`
}
</section>`;
}

function pastCard(issues: readonly PastIssue[], timeZone: string): Html {
	return html`<section class="card past" id="past" data-part>
<h2>Past issues</h2>
${
	issues.length === 0
		? html`<p class="note">None has gone out yet.</p>`
		: html`<div class="scroll"><table>
<thead><tr><th scope="col">Issue</th><th scope="col">Subject</th><th scope="col">State</th><th scope="col">Sealed</th><th scope="col" class="number">Accepted</th></tr></thead>
<tbody>${issues.map((issue) => pastRow(issue, timeZone))}</tbody>
</table></div>`
}
</section>`;
}

function pastRow(issue: PastIssue, timeZone: string): Html {
	return html`<tr>
<td>${issue.number ?? "–"}</td>
<td>${issue.subject}${issue.note ? html` <span class="note">${issue.note}</span>` : ""}</td>
<td><span class="state ${issue.state}">${issue.state}</span></td>
<td>${issue.sealedAt ? when(issue.sealedAt, timeZone) : "–"}</td>
<td class="number">${issue.accepted} of ${issue.recipients}</td>
</tr>`;
}
