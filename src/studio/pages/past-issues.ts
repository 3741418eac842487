import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import {
	type IssueHead,
	issuesInStates,
	SEALED_STATES,
} from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import type { Db } from "../../db/schema.ts";
import {
	stageInWords,
	stageReport,
} from "../../delivery/stages/stage-report.ts";
import { isTry } from "../../issue/life/draft.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

const MAX_ISSUES = 20;

export interface PastIssue {
	number: number | null;
	state: IssueState;
	subject: string;
	sealedAt: Instant | null;
	/** Frozen when it was sealed. */
	recipients: number;
	/** Deliveries that an SMTP server accepted. */
	accepted: number;
	note: string | null;
	/** Where it stands, if it is being sent in stages. */
	stages: string | null;
}

/** On their way: what an editor may have to act on. */
const GOING_OUT: readonly IssueState[] = ["sealed", "sending", "paused"];

export const goesOutNow = ({ state }: Pick<PastIssue, "state">): boolean =>
	GOING_OUT.includes(state);

/** Those that were sealed or given up, the newest first. */
export async function pastIssues({
	db,
	config,
	countsOf,
}: Pick<StudioDeps, "db" | "config" | "countsOf">): Promise<PastIssue[]> {
	const issues = await issuesInStates(
		db,
		[...SEALED_STATES, "cancelled", "skipped"],
		MAX_ISSUES,
	);
	return Promise.all(
		issues
			.filter((issue) => !isTry(issue))
			.map(async (issue) => ({
				number: issue.number,
				state: issue.state,
				subject: issue.sealed_subject ?? "",
				sealedAt: issue.sealed_at,
				recipients: issue.recipients ?? 0,
				accepted: (await countsOf(issue)).accepted ?? 0,
				note: issue.note,
				stages: await stagesOf(db, config, issue),
			})),
	);
}

async function stagesOf(
	db: Db,
	config: Pick<Config, "stages" | "timeZone">,
	issue: IssueHead,
): Promise<string | null> {
	const report = await stageReport(db, config, issue);
	return report && stageInWords(report, config.timeZone);
}

export function pastIssuesCard(
	issues: readonly PastIssue[],
	timeZone: string,
): Markup {
	return html`<section class="card past" id="past" data-part>
<h2>Past issues</h2>
${
	issues.length === 0
		? html`<p class="note">None yet. An issue is listed here, with its report, once it has been sent.</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="Past issues"><table>
<thead><tr><th scope="col">Issue</th><th scope="col">Subject</th><th scope="col">State</th><th scope="col">Sealed</th><th scope="col" class="number">Accepted</th><th scope="col"><span class="sr">Report</span></th></tr></thead>
<tbody>${issues.map((issue) => row(issue, timeZone))}</tbody>
</table></div>`
}
</section>`;
}

function row(issue: PastIssue, timeZone: string): Markup {
	return html`<tr>
<td>${issue.number ?? "–"}</td>
<td>${isSealed(issue) ? html`<a href="/studio/issues/${issue.number}"><bdi>${issue.subject}</bdi></a>` : html`<bdi>${issue.subject}</bdi>`}${issue.note ? html` <span class="note">${inPageForm(issue.note)}</span>` : ""}${issue.stages ? html` <span class="note">${issue.stages}</span>` : ""}</td>
<td>${isSealed(issue) ? html`<a href="/studio/issues/${issue.number}/sending">${stateOf(issue)}</a>` : stateOf(issue)}</td>
<td class="time">${issue.sealedAt ? formatTime(issue.sealedAt, timeZone) : "–"}</td>
<td class="number">${count(issue.accepted)} of ${count(issue.recipients)}</td>
<td>${isSealed(issue) ? html`<a href="/studio/reports/${issue.number}">Report<span class="sr"> of issue ${issue.number}</span></a>` : ""}</td>
</tr>`;
}

const stateOf = ({ state }: PastIssue) =>
	html`<span class="state ${state}">${state === "ended" ? "ended early" : state}</span>`;

/** Whether there is a message to show. */
function isSealed({ number, state }: PastIssue): boolean {
	return number !== null && SEALED_STATES.includes(state);
}
