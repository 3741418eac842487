import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import {
	blocks,
	canBeWaived,
	type Level,
	type ReportedFinding,
} from "../../issue/preflight-report.ts";
import { formatTime } from "../../time/format-time.ts";
import { may } from "../access/current-editor.ts";
import { maySeeReaders } from "../access/shown-readers.ts";
import type { CheckResult } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { findingPlace } from "../pages/findings-card.ts";
import { howMany } from "../pages/upcoming-issue.ts";
import type { CheckRun } from "./check-runs.ts";
import { issueUrl } from "./issue-page.ts";

export interface ApprovalView {
	issue: IssueHead;
	content: IssueContent;
	/** The content hash of what is shown. */
	hash: string;
	/** What preflight found in exactly this; null: it was not checked. */
	checked: CheckResult | null;
	run: CheckRun | undefined;
	/** Between what was approved, or what the page showed, and now. */
	changes: readonly string[];
	/** "on Tue …": when it goes out. */
	goesOut: string;
	/** Who approved exactly this, and who is missing; empty: one is enough. */
	approvers: string;
	/** What became of a test; null: none was sent. */
	tested: string | null;
	/** What the fields of a form that was refused held. */
	kept: URLSearchParams | null;
	timeZone: string;
	token: Markup;
}

export function approvalMain(view: ApprovalView): Markup {
	return html`<div class="stack">
${changesCard(view.changes)}
${checksCard(view)}
${approveCard(view)}
${testCard(view)}
</div>`;
}

function changesCard(changes: readonly string[]): Markup | "" {
	return changes.length === 0
		? ""
		: html`<section class="card" id="changes" data-part><h2>What changed since</h2><ul class="changes">${changes.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul></section>`;
}

function checksCard({
	issue,
	checked,
	run,
	timeZone,
	token,
}: ApprovalView): Markup {
	const isRunning = run?.state === "running";
	return html`<section class="card" id="checks" data-part ${isRunning ? html`data-renew` : ""}>
<h2>Preflight</h2>
${
	isRunning
		? html`<p><label for="progress">${run.step}</label> <progress id="progress" max="100" value="${Math.round(run.share * 100)}"></progress></p><p class="note"><a href="${issueUrl(issue, "approval")}">Look again</a></p>`
		: html`<form method="post" action="${issueUrl(issue, "approval")}/check" class="actions">${token}<input type="hidden" name="id" value="${issue.id}"><button class="button quiet" name="browser" value="yes">Check with a browser</button><button class="button quiet" name="browser" value="no">Check without one</button></form>`
}
${run?.state === "failed" ? html`<p class="alert" role="alert">The checks failed. ${inPageForm(run.error ?? "")}</p>` : ""}
${checked === null ? html`<p>This state of the issue was not checked yet.</p>` : results(checked, timeZone)}
</section>`;
}

const LEVELS: readonly { level: Level; title: string }[] = [
	{ level: "block", title: "Blocks the issue" },
	{ level: "warn", title: "Somebody should look" },
	{ level: "hint", title: "Good to know" },
];

function results(checked: CheckResult, timeZone: string): Markup {
	const { findings, leftOut, at, seen, copies } = checked;
	return html`<p class="note">${at ? `Checked ${formatTime(at, timeZone)}` : "Checked just now"}, ${seen ? "with" : "without"} a browser, in ${copies === 1 ? "one copy" : `${copies} copies`}. ${findings.length === 0 ? "Nothing was found." : ""}</p>
${LEVELS.map(({ level, title }) => {
	const here = findings.filter((one) => one.level === level);
	return here.length === 0
		? ""
		: html`<h3>${title} <span class="count">${here.length}</span></h3><ul class="findings">${here.map((one) => findingItem(one, checked))}</ul>`;
})}
${leftOut.length === 0 ? "" : html`<details class="left-out"><summary>Checks that were left out</summary><ul>${leftOut.map((what) => html`<li>${what}</li>`)}</ul></details>`}`;
}

function findingItem(finding: ReportedFinding, checked: CheckResult): Markup {
	const { level, what, fix, waived } = finding;
	return html`<li class="${waived === undefined ? level : "hint"}"><span class="place">${findingPlace(finding, checked)}</span> <b>${what}</b> <span>${waived === undefined ? inPageForm(fix) : `Accepted: ${waived}`}</span></li>`;
}

function approveCard(view: ApprovalView): Markup {
	const { issue, content, hash, checked, changes, goesOut, kept, token } = view;
	const holds = issue.state === "approved" && changes.length === 0;
	const blocking = (checked?.findings ?? []).filter(
		({ level, waived }) => level === "block" && waived === undefined,
	);
	const codes = [...new Set(blocking.map(({ code }) => code))];
	const url = issueUrl(issue, "approval");
	return html`<section class="card"><h2>Approval</h2>
<dl class="facts-list"><dt>Subject</dt><dd><bdi>${content.subject}</bdi></dd><dt>Preheader</dt><dd><bdi>${content.preheader}</bdi></dd>
<dt>Comparisons</dt><dd>${howMany(content)}</dd>
<dt>Goes out</dt><dd>${goesOut}, once it is approved, if “${inPageForm("digest serve")}” is running</dd></dl>
${view.approvers === "" ? "" : html`<p role="status">${view.approvers}</p>`}
${
	!may("publisher")
		? html`<p>${holds ? "Exactly this is approved. " : ""}A publisher can approve or hold it.</p>`
		: holds
			? html`<p>Exactly this is approved.</p><form method="post" action="${url}/hold" class="actions">${token}<input type="hidden" name="id" value="${issue.id}"><button class="button quiet">Hold it: withdraw the approval</button></form>`
			: html`<form method="post" action="${url}" class="words">${token}
<input type="hidden" name="id" value="${issue.id}"><input type="hidden" name="hash" value="${hash}">
${
	codes.length === 0
		? ""
		: html`<fieldset><legend>Findings that block</legend>
${codes.map((code) =>
	canBeWaived(code)
		? html`<p class="check-line"><input type="checkbox" id="waive:${code}" name="waive" value="${code}"${kept?.getAll("waive").includes(code) ? html` checked` : ""}><label for="waive:${code}">Accept <code>${code}</code> in this state</label></p>`
		: html`<p class="note"><code>${code}</code> can’t be accepted: readers would miss a fact or the link to unsubscribe, or see a placeholder.</p>`,
)}
<div class="field"><label for="reason">Why it is accepted</label><input type="text" id="reason" name="reason" value="${kept?.get("reason") ?? ""}" autocomplete="off"></div>
</fieldset>`
}
<p class="actions"><button class="button">Approve exactly this</button>${checked === null ? html` <span class="note">It is checked without a browser first, which takes some seconds.</span>` : blocks(checked.findings) ? html` <span class="note">What blocks must be fixed or accepted.</span>` : ""}</p></form>`
}
<p class="note">Version ${hash.slice(0, 12)}</p>
</section>`;
}

function testCard({ issue, tested, kept, token }: ApprovalView): Markup {
	return html`<section class="card"><h2>Send a test</h2>
<p class="note">${maySeeReaders() ? "A reader’s" : "A new reader’s"} copy with [Test] in the subject. It counts as nobody’s, and its personal links lead nowhere.</p>
${tested === null ? "" : html`<p role="status">${tested}</p>`}
<form method="post" action="${issueUrl(issue, "approval")}/test" class="words">${token}<input type="hidden" name="id" value="${issue.id}">
<div class="field"><label for="to">To</label><input type="text" id="to" name="to" value="${kept?.get("to") ?? ""}" autocomplete="off" aria-describedby="to-hint"><p class="note" id="to-hint">One address, or several with commas between.</p></div>
${maySeeReaders() ? html`<div class="field"><label for="as">As the reader</label><input type="text" id="as" name="as" value="${kept?.get("as") ?? ""}" autocomplete="off" aria-describedby="as-hint"><p class="note" id="as-hint">A subscriber’s address. Empty: a new reader.</p></div>` : ""}
<p><button class="button quiet">Send the test</button></p></form></section>`;
}
