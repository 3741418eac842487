import { html } from "hono/html";
import { inLocalForm } from "../../command-form.ts";
import { blocks, type ReportedFinding } from "../../issue/preflight-report.ts";
import { formatDay } from "../../time/format-time.ts";
import type { CheckResult } from "../deps.ts";
import type { Markup } from "../layout.ts";

/** What preflight found in the upcoming issue. */
export function findingsCard(result: CheckResult, timeZone: string): Markup {
	const { findings, leftOut } = result;
	return html`<section class="card" id="findings" data-part>
<h2>Preflight <span class="count">${findings.length}</span></h2>
<p class="note">${summary(result, timeZone)}</p>
${findings.length === 0 ? "" : html`<ul class="findings">${findings.map(listItem)}</ul>`}
${leftOut.length === 0 ? "" : html`<details class="left-out"><summary>Checks that were left out</summary><ul>${leftOut.map((what) => html`<li>${what}</li>`)}</ul></details>`}
</section>`;
}

const LEVELS = { block: "Blocks", warn: "Warning", hint: "Hint" } as const;

function listItem({
	level,
	place,
	what,
	fix,
	waived,
}: ReportedFinding): Markup {
	const name = waived === undefined ? LEVELS[level] : "Accepted";
	return html`<li class="${waived === undefined ? level : "hint"}"><span class="place">${name} · ${place}</span> <b>${what}</b> <span>${waived ?? inLocalForm(fix)}</span></li>`;
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
		at === null ? "Checked just now" : `Checked ${formatDay(at, timeZone)}`;
	return seen
		? `${outcome} ${checked}.`
		: inLocalForm(
				`${outcome} ${checked}, without a browser; “digest preflight” checks with one.`,
			);
}
