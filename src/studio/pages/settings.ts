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
<div class="settings-page">
${jobsCard(await deps.jobs(), timeZone)}
<section class="card report-card"><h2>Mail</h2><p>${mailLine(deps)}</p></section>
${setHere(deps.settings)}
<section class="card report-card"><h2>All settings</h2>
${deps.settings.map(({ title, settings }) => group(title, settings))}
</section>
</div>`,
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
<div class="scroll" tabindex="0" role="region" aria-label="Jobs"><table class="figures jobs">
<thead><tr><th scope="col">Job</th><th scope="col">Next</th><th scope="col">Last</th><th scope="col">Result</th></tr></thead>
<tbody>${jobs.map(
		(job) => html`<tr>
<td><b>${job.name}</b><br><span class="note">${job.about}</span></td>
<td><span class="label">Next: </span>${job.nextDue === null ? "when there is something to do" : formatTime(job.nextDue, timeZone)}</td>
<td${job.last === null ? html` class="none"` : ""}><span class="label">Last: </span>${job.last === null ? "–" : html`${formatTime(job.last.due, timeZone)} <span class="state${job.last.state === "failed" ? " stale" : ""}">${job.last.state}</span>`}</td>
<td${job.last?.result ? "" : html` class="none"`}><bdi>${job.last?.result ?? "–"}</bdi></td>
</tr>`,
	)}</tbody>
</table></div>
</section>`;
}

type Group = StudioDeps["settings"][number];

const isSet = ({ from }: SettingInForce) => from !== "default";

/** What somebody chose here: most settings have their default. */
function setHere(groups: readonly Group[]): Markup {
	const set = groups.flatMap(({ settings }) => settings.filter(isSet));
	return html`<section class="card report-card"><h2>Set here <span class="count">${set.length}</span></h2>
${set.length === 0 ? html`<p class="note">Every setting has its default.</p>` : settingList(set)}</section>`;
}

/** Folded away: a person looks for one of many. */
function group(title: string, settings: readonly SettingInForce[]): Markup {
	const set = settings.filter(isSet).length;
	return html`<details class="group"><summary><b>${title}</b> <span class="note">${settings.length === 1 ? "1 setting" : `${settings.length} settings`}${set > 0 ? `, ${set} set here` : ""}</span></summary>
${settingList(settings)}</details>`;
}

function settingList(settings: readonly SettingInForce[]): Markup {
	return html`<dl class="setting-list">${settings.map(
		({ name, value, from, overrides, doc }) => html`<div>
<dt><code>${name}</code></dt>
<dd>${value === null ? html`<span class="note">unset</span>` : html`<bdi>${value}</bdi>`} <span class="note">from ${from}${overrides ? ", though .env has another value" : ""}</span></dd>
<dd class="note">${doc}</dd>
</div>`,
	)}</dl>`;
}
