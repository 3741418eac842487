import { html } from "hono/html";
import type { ReportedFinding } from "../../preflight/finding.ts";
import type { Checked } from "../deps.ts";
import { when } from "../format-date.ts";
import type { Html } from "../layout.ts";

/** What preflight says of the coming issue. */
export function findingsCard(checked: Checked, timeZone: string): Html {
	const { findings } = checked;
	const blocking = findings.filter(({ level }) => level === "block").length;
	return html`<section class="card" id="findings" data-part>
<h2>Preflight <span class="count">${findings.length}</span></h2>
<p class="note">${summary(checked, blocking, timeZone)}</p>
${findings.length === 0 ? "" : html`<ul class="findings">${findings.map(item)}</ul>`}
${checked.leftOut.length === 0 ? "" : html`<details class="left-out"><summary>What was left out</summary><ul>${checked.leftOut.map((what) => html`<li>${what}</li>`)}</ul></details>`}
</section>`;
}

function item({ level, place, what, fix }: ReportedFinding): Html {
	return html`<li class="${level}"><span class="place">${SIGNS[level]} · ${place}</span> <b>${what}</b> <span>${fix}</span></li>`;
}

const SIGNS = { block: "Blocks", warn: "Warning", hint: "Hint" } as const;

function summary(
	{ findings, at, seen }: Checked,
	blocking: number,
	timeZone: string,
): string {
	const outcome =
		blocking > 0
			? "It can’t go out so."
			: findings.length === 0
				? "Nothing found."
				: "It can go out.";
	const checked =
		at === null
			? "Checked just now, without a browser"
			: `Checked ${when(at, timeZone)}${seen ? "" : ", without a browser"}`;
	return `${outcome} ${checked}${seen ? "." : "; “digest preflight” looks with one."}`;
}
