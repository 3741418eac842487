import { html } from "hono/html";
import { inLocalForm } from "../../command-form.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { IssuePlan } from "../../delivery/rates/plan-issue.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { issueUrl } from "./issue-page.ts";
import type { SendingState } from "./sending-state.ts";

/** What an editor can do to an issue that goes out, each on a page of its own. */
export const ACTS = ["pause", "resume", "cancel"] as const;
export type Act = (typeof ACTS)[number];

/** In which states each can be done. */
export const ACTS_IN: Record<Act, readonly IssueHead["state"][]> = {
	pause: ["sealed", "sending"],
	resume: ["paused"],
	cancel: ["draft", "approved", "sealed", "sending", "paused"],
};

export interface SendingView extends SendingState {
	issue: IssueHead;
	/** When it goes out, if it has not begun. */
	goesOut: string;
	/** Whether mail stays in the built-in mailbox. */
	staysHere: boolean;
	timeZone: string;
	now: Instant;
}

export function sendingMain(view: SendingView): Markup {
	const { issue } = view;
	const isComing = issue.state === "draft" || issue.state === "approved";
	return html`<div class="stack">
${stateCard(view)}
${isComing ? "" : progressCard(view)}
${planCard(view)}
${setbacksCard(view)}
</div>`;
}

/** What the state means, in a sentence. Nothing that no server has accepted is called sent. */
function meaning({ issue, counts, goesOut }: SendingView): string {
	const accepted = `${count(counts.accepted)} of ${count(counts.recipients)}`;
	switch (issue.state) {
		case "draft":
			return `It is a draft. Once it is approved it goes out ${goesOut}, if “digest serve” is running.`;
		case "approved":
			return `It is approved, and goes out ${goesOut}, if “digest serve” is running.`;
		case "sealed":
			return `It is prepared for ${count(counts.recipients)} recipients. Nothing has been handed to a server yet.`;
		case "sending":
			return `It is being sent: servers have accepted ${accepted}.`;
		case "paused":
			return `It is paused: servers have accepted ${accepted}, and ${count(counts.open + counts.claimed)} wait.`;
		case "complete":
			return `It is complete: servers have accepted ${accepted}. Whether a message is read, nobody knows.`;
		case "ended":
			return `It ended early: servers have accepted ${accepted}.`;
		default:
			return `It is ${issue.state}.`;
	}
}

function stateCard(view: SendingView): Markup {
	const { issue, breaker, staysHere, timeZone } = view;
	const acts = ACTS.filter((act) => ACTS_IN[act].includes(issue.state));
	return html`<section class="card" id="state" data-part>
<h2>Where it is</h2>
<p>${inLocalForm(meaning(view))}</p>
${issue.note ? html`<p class="note">${inLocalForm(issue.note)}</p>` : ""}
${breaker ? html`<p>The circuit breaker is open since ${formatTime(breaker.since, timeZone)}: one message tries again ${breaker.probe_at <= view.now ? "now" : `at ${formatTime(breaker.probe_at, timeZone)}`}. ${count(breaker.probes)} ${breaker.probes === 1 ? "try" : "tries"} failed so far.</p>` : ""}
${staysHere ? html`<p class="note">While SMTP_URL is not set, every message stays in the built-in mailbox and none leaves this machine.</p>` : ""}
${acts.length === 0 ? "" : html`<p class="actions">${acts.map((act) => html`<a class="button quiet" href="${issueUrl(issue, "sending")}/${act}">${LABELS[act]}</a>`)}</p>`}
</section>`;
}

export const LABELS: Record<Act, string> = {
	pause: "Pause…",
	resume: "Let it go on…",
	cancel: "Cancel…",
};

const STATES = [
	"accepted",
	"pending",
	"claimed",
	"deferred",
	"unsure",
	"refused",
	"expired",
	"excluded",
] as const;

const MEANINGS: Partial<Record<(typeof STATES)[number], string>> = {
	accepted: "by a server, which then delivers them",
	pending: "not tried yet",
	claimed: "in flight",
	deferred: "a server said: later",
	unsure: "may have arrived",
	refused: "for good",
	expired: "given up after a day",
	excluded: "left out, with a reason",
};

function progressCard({ issue, counts, perMinute }: SendingView): Markup {
	const left = counts.open + counts.claimed;
	const isGoing = issue.state === "sealed" || issue.state === "sending";
	return html`<section class="card" id="progress-card" data-part ${isGoing ? html`data-renew` : ""}>
<h2>How far it is</h2>
<p><label for="far">${count(counts.final)} of ${count(counts.recipients)} accounted for</label> <progress id="far" max="${Math.max(1, counts.recipients)}" value="${counts.final}"></progress></p>
${isGoing ? html`<p class="note">${perMinute === null ? "The rate is measured while this page is open." : `${count(perMinute)} a minute now${perMinute > 0 ? `; at this rate the rest takes ${span(left / perMinute)}` : ""}.`} <a href="${issueUrl(issue, "sending")}">Look again</a></p>` : ""}
<dl class="facts-list">${STATES.filter((state) => counts[state] > 0).map((state) => html`<dt>${state}</dt><dd>${count(counts[state])} <span class="note">${MEANINGS[state]}</span></dd>`)}</dl>
</section>`;
}

/** @param minutes how long, about */
function span(minutes: number): string {
	if (minutes < 1.5) return "about a minute";
	return minutes < 90
		? `about ${Math.round(minutes)} minutes`
		: `about ${Math.round(minutes / 60)} hours`;
}

function planCard({
	plan,
	providers,
	stages,
	timeZone,
}: SendingView): Markup | "" {
	if (plan === null) return "";
	return html`<section class="card" id="plan" data-part>
<h2>The plan</h2>
<dl class="facts-list"><dt>To go</dt><dd>${count(plan.left)} ${plan.left === 1 ? "message" : "messages"}</dd>
<dt>How fast</dt><dd>${pace(plan, timeZone)}</dd>
${plan.because ? html`<dt>Limited by</dt><dd>${plan.because}</dd>` : ""}
<dt>In stages</dt><dd>${stages ?? "No: nobody waits for the reactions to a first part"}</dd>
${plan.slowed.map(({ server, scope, perMinute, usual }) => html`<dt>Slowed</dt><dd>${scope || "all mail"} through ${server}: ${perMinute} a minute, as the server asked (was ${usual})</dd>`)}
</dl>
${
	providers.length === 0
		? ""
		: html`<div class="scroll" tabindex="0" role="region" aria-label="By mail provider"><table><caption class="sr">Recipients by mail provider</caption><thead><tr><th scope="col">Mail provider</th><th scope="col" class="number">To go</th></tr></thead><tbody>${providers.map(({ name, count: to }) => html`<tr><td><bdi>${name}</bdi></td><td class="number">${count(to)}</td></tr>`)}</tbody></table></div>`
}
</section>`;
}

function pace({ ends, perHour }: IssuePlan, timeZone: string): string {
	if (ends === null) return "As fast as the mail server takes them";
	if (perHour === null) return "At once: all of them are within the limits";
	return `${perHour < 600 ? `${count(perHour)} an hour` : `${count(Math.round(perHour / 60))} a minute`}, until ${formatTime(ends, timeZone)} at the earliest`;
}

function setbacksCard({ setbacks, timeZone }: SendingView): Markup | "" {
	return setbacks.length === 0
		? ""
		: html`<section class="card" id="setbacks" data-part><h2>The last refusals and deferrals</h2>
<ul class="findings">${setbacks.map(({ kind, domain, words, cause, at }) => html`<li class="${kind === "deferred" ? "warn" : "block"}"><span class="place">${formatTime(at, timeZone)} · <bdi>${domain}</bdi> · ${kind === "deferred" ? "deferred" : "refused"}${cause ? ` · ${cause}` : ""}</span> <b><bdi>${words}</bdi></b></li>`)}</ul></section>`;
}
