import { html } from "hono/html";
import { blocks, type ReportedFinding } from "../../issue/preflight-report.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { formatTime } from "../../time/format-time.ts";
import type { CheckResult } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { findingUrl } from "../preview/finding-place.ts";

/** What preflight found in the upcoming issue, or that it still looks. */
export function findingsCard(
	result: CheckResult | "running",
	timeZone: string,
): Markup {
	if (result === "running")
		return html`<section class="card" id="findings" data-part data-renew>
<h2>Preflight</h2>
<p class="note">It is being checked. What is found stands here in a few seconds; without scripts, load the page again.</p>
</section>`;
	const { findings, leftOut } = result;
	return html`<section class="card" id="findings" data-part>
<h2>Preflight <span class="count">${findings.length}</span></h2>
<p class="note">${summary(result, timeZone)}</p>
${findings.length === 0 ? "" : html`<ul class="findings">${findings.map((one) => listItem(one, result))}</ul>`}
${leftOut.length === 0 ? "" : html`<details class="left-out"><summary>Checks that were left out</summary><ul>${leftOut.map((what) => html`<li>${what}</li>`)}</ul></details>`}
</section>`;
}

const MAX_READERS = 3;

const LEVELS = { block: "Blocks", warn: "Warning", hint: "Hint" } as const;

function listItem(finding: ReportedFinding, result: CheckResult): Markup {
	const { level, what, fix, waived } = finding;
	const name = waived === undefined ? LEVELS[level] : "Accepted";
	return html`<li class="${waived === undefined ? level : "hint"}"><span class="place">${name} · ${findingPlace(finding, result)}</span> <b>${what}</b> <span>${waived ?? inPageForm(fix)}</span>${inCopies(finding, result.copies)}</li>`;
}

/** The place of a finding, as the way to it in the preview where there is one. */
export function findingPlace(
	finding: ReportedFinding,
	result: CheckResult,
): Markup {
	const url = findingUrl(finding, result);
	const place = html`<bdi>${finding.place}</bdi>`;
	return url === null ? place : html`<a href="${url}">${place}</a>`;
}

/** Whose copies have it, where not all of them do. */
function inCopies({ readers }: ReportedFinding, copies: number): Markup | "" {
	if (readers.length === 0 || readers.length >= copies) return "";
	const rest = readers.length - MAX_READERS;
	return html` <span>Only in ${readers.length === 1 ? "the copy" : "the copies"} of ${readers.slice(0, MAX_READERS).map(isolate).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.</span>`;
}

function summary(
	{ findings, at, seen }: CheckResult,
	timeZone: string,
): string {
	const outcome = blocks(findings)
		? "The issue can’t be sent like this."
		: findings.length === 0
			? "Nothing found."
			: "The issue can be sent.";
	const checked =
		at === null ? "Checked just now" : `Checked ${formatTime(at, timeZone)}`;
	return seen
		? `${outcome} ${checked}.`
		: inPageForm(
				`${outcome} ${checked}, without a browser; “digest preflight” checks with one.`,
			);
}
