import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { may } from "../access/current-editor.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { issueUrl } from "./issue-page.ts";
import { planCard } from "./plan-card.ts";
import { actsOf, LABELS } from "./sending-acts.ts";
import type { SendingState } from "./sending-state.ts";

export interface SendingView extends SendingState {
	issue: IssueHead;
	/** When it goes out, if it has not begun. */
	goesOut: string;
	/** What has changed since it was approved (`staleApproval`). */
	changes: readonly string[];
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
${setbacksCard(view)}
${planCard(view, view.timeZone)}
</div>`;
}

/** What the state means, in a sentence. Nothing that no server has accepted is called sent. */
function meaning({ issue, counts, goesOut, changes }: SendingView): string {
	const accepted = `${count(counts.accepted)} of ${count(counts.recipients)}`;
	switch (issue.state) {
		case "draft":
			return `It is a draft. Once it is approved it goes out ${goesOut}, if “digest serve” is running.`;
		case "approved":
			if (changes.length > 0)
				return "It was approved and has changed since, so it goes out only once it is approved again.";
			return `It is approved, and goes out ${goesOut}, if “digest serve” is running.`;
		case "sealed":
			return `It is prepared for ${count(counts.recipients)} recipients. Nothing has been handed to a server yet: “digest serve” begins within a minute, or begin with: digest send ${issue.number}`;
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

/** Nothing of it is tried again. */
function isOver({ state }: Pick<IssueHead, "state">): boolean {
	return !["draft", "approved", "sealed", "sending", "paused"].includes(state);
}

function stateCard(view: SendingView): Markup {
	const { issue, breaker, staysHere, timeZone, problem } = view;
	const allowed = may("publisher");
	const acts = allowed ? actsOf(issue, problem === null) : [];
	return html`<section class="card" id="state" data-part>
<h2>Where it is</h2>
<p>${inPageForm(meaning(view))}</p>
${problem === null ? "" : html`<p class="alert">${inPageForm(problem)}</p>`}
${issue.note ? html`<p class="${issue.state === "paused" ? "stopped" : "note"}">${inPageForm(issue.note)}</p>` : ""}
${breaker && !isOver(issue) ? html`<p>The circuit breaker is open since ${formatTime(breaker.since, timeZone)}: one message tries again ${breaker.probe_at <= view.now ? "now" : `at ${formatTime(breaker.probe_at, timeZone)}`}. ${count(breaker.probes)} ${breaker.probes === 1 ? "try" : "tries"} failed so far.</p>` : ""}
${staysHere ? html`<p class="note">While SMTP_URL is not set, every message stays in the built-in mailbox and none leaves this machine.</p>` : ""}
${acts.length === 0 ? "" : html`<p class="actions">${acts.map((act) => html`<a class="button quiet" href="${issueUrl(issue, "sending")}/${act}">${LABELS[act]}</a>`)}</p>`}
${allowed ? "" : html`<p class="note">A publisher can send, pause or cancel it.</p>`}
</section>`;
}

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

function progressCard({
	issue,
	counts,
	perMinute,
	breaker,
}: SendingView): Markup {
	const left = counts.open + counts.claimed;
	const isGoing = issue.state === "sealed" || issue.state === "sending";
	// What is in flight ends, and the circuit breaker tries again by itself.
	const movesOn =
		issue.state === "paused" && (counts.claimed > 0 || breaker !== undefined);
	return html`<section class="card" id="progress-card" data-part ${isGoing || movesOn ? html`data-renew` : ""}>
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

function setbacksCard({ issue, setbacks, timeZone }: SendingView): Markup | "" {
	return setbacks.length === 0
		? ""
		: html`<section class="card" id="setbacks" data-part><h2>The last refusals and deferrals</h2>
${isOver(issue) ? html`<p class="note">It is over. Who was refused by then, one by one: <a href="/studio/reports">Reports</a>.</p>` : ""}
<ul class="findings">${setbacks.map(({ isDeferred, domains, count: times, words, meaning, at }) => html`<li class="${isDeferred ? "warn" : "block"}"><span class="place">${formatTime(at, timeZone)} · ${times === 1 ? "" : `${count(times)} recipients · `}<bdi>${domainsInWords(domains)}</bdi> · ${isDeferred ? "deferred" : "refused"}</span> <b><bdi>${words}</bdi></b>${meaning ? html` <span>${meaning}</span>` : ""}</li>`)}</ul></section>`;
}

/** At most three of them by name. */
function domainsInWords(domains: readonly string[]): string {
	const rest = domains.length - 3;
	return `${domains.slice(0, 3).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
