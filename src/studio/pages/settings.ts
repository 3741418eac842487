import { Hono } from "hono";
import { html } from "hono/html";
import type { SettingInForce } from "../../config/in-force.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps, StudioJob } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";

/** GET /studio/settings: what is in force and where it came from, the jobs, and the mailbox. */
export function settingsRoutes(deps: StudioDeps): Hono {
	const { publication, timeZone } = deps.config;
	return new Hono().get("/studio/settings", async (c) =>
		c.html(
			studioPage({
				title: "Settings",
				menu: "settings",
				publication,
				versions: {},
				main: html`<div class="title"><h1>Settings</h1><p class="note">What is in force. Change it in the environment or in .env, and start “digest serve” again. Secrets are not shown.</p></div>
${jobsCard(await deps.jobs(), timeZone)}
<section class="card report-card people"><h2>Mail</h2><p>${mailLine(deps)}</p></section>
${deps.settings.map(({ title, settings }) => groupCard(title, settings))}`,
			}),
		),
	);
}

function mailLine({ mailbox }: StudioDeps): Markup {
	return mailbox === null
		? html`Messages go to the SMTP server of SMTP_URL.`
		: html`SMTP_URL is not set: the built-in mailbox keeps every message, and none leaves this machine. It has <a href="/mailbox">${mailbox.count().toLocaleString("en-GB")} of them</a>.`;
}

function jobsCard(jobs: readonly StudioJob[], timeZone: string): Markup {
	return html`<section class="card report-card">
<h2>Jobs</h2>
<p class="note">“digest serve” starts them. Those without a time run whenever there is something to do.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Jobs"><table class="figures">
<thead><tr><th scope="col">Job</th><th scope="col">Next</th><th scope="col">Last</th><th scope="col">Result</th></tr></thead>
<tbody>${jobs.map(
		(job) => html`<tr>
<td><b>${job.name}</b><br><span class="note">${job.about}</span></td>
<td>${job.nextDue === null ? "when there is something to do" : formatTime(job.nextDue, timeZone)}</td>
<td>${job.last === null ? "–" : html`${formatTime(job.last.due, timeZone)}<br><span class="state${job.last.state === "failed" ? " stale" : ""}">${job.last.state}</span>`}</td>
<td><bdi>${job.last?.result ?? "–"}</bdi></td>
</tr>`,
	)}</tbody>
</table></div>
</section>`;
}

function groupCard(title: string, settings: readonly SettingInForce[]): Markup {
	return html`<section class="card report-card people">
<h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="figures settings">
<thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
<tbody>${settings.map(
		({ name, value, from, overrides, doc }) => html`<tr>
<td><code>${name}</code><br><span class="note">${doc}</span></td>
<td>${value === null ? html`<span class="note">unset</span>` : html`<bdi>${value}</bdi>`}</td>
<td>${from}${overrides ? html`<br><span class="note">.env has another value</span>` : ""}</td>
</tr>`,
	)}</tbody>
</table></div>
</section>`;
}
