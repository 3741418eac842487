import { html } from "hono/html";
import type { IssuePlan } from "../../delivery/rates/plan-issue.ts";
import type { Stage } from "../../delivery/stages/read-stages.ts";
import type { StageReport } from "../../delivery/stages/stage-report.ts";
import { formatTime } from "../../time/format-time.ts";
import { spanInWords } from "../../time/time-span.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import type { SendingState } from "./sending-state.ts";

/** How many, to which mailbox providers, until when, by which limits, in which stages. */
export function planCard(
	{ plan, providers, stages }: SendingState,
	timeZone: string,
): Markup | "" {
	if (plan === null) return "";
	return html`<section class="card" id="plan" data-part>
<h2>The plan</h2>
<dl class="facts-list"><dt>To go</dt><dd>${count(plan.left)} ${plan.left === 1 ? "message" : "messages"}</dd>
<dt>How fast</dt><dd>${pace(plan, timeZone)}</dd>
${plan.because ? html`<dt>Limited by</dt><dd>${plan.because}</dd>` : ""}
<dt>In stages</dt><dd>${stages === null ? "No: nobody waits for the reactions to a first part" : stageSteps(stages, timeZone)}</dd>
${plan.slowed.map(({ server, scope, perMinute, usual }) => html`<dt>Slowed</dt><dd>${scope || "all mail"} through ${server}: ${perMinute} a minute, as the server asked (was ${usual})</dd>`)}
</dl>
${
	providers.length === 0
		? ""
		: html`<div class="scroll" tabindex="0" role="region" aria-label="By mailbox provider"><table><caption class="sr">Recipients by mailbox provider</caption><thead><tr><th scope="col">Mailbox provider</th><th scope="col" class="number">To go</th></tr></thead><tbody>${providers.map(({ name, count: to }) => html`<tr><td><bdi>${name}</bdi></td><td class="number">${count(to)}</td></tr>`)}</tbody></table></div>`
}
</section>`;
}

/** "At once: all of them are within the limits" */
export function pace({ ends, perHour }: IssuePlan, timeZone: string): string {
	if (ends === null) return "As fast as the SMTP server takes them";
	if (perHour === null) return "At once: all of them are within the limits";
	return `${perHour < 600 ? `${count(perHour)} an hour` : `${count(Math.round(perHour / 60))} a minute`}, until ${formatTime(ends, timeZone)} at the earliest`;
}

/** The stages as a list of steps, the open one marked. */
export function stageSteps(report: StageReport, timeZone: string): Markup {
	return html`<ol class="steps">${report.stages.map((stage, index) => step(report, stage, index + 1, timeZone))}</ol>`;
}

function step(
	report: StageReport,
	{ count: size, after }: Stage,
	number: number,
	timeZone: string,
): Markup {
	const { stage, chosen, accepted, nextAt, heldAt } = report;
	const what = size === null ? "The rest" : count(size);
	const wait = after === null ? "first" : `${spanInWords(after)} later`;
	if (stage === null || number > stage + 1)
		return html`<li>${what}, ${wait}</li>`;
	if (number < stage) return html`<li>${what}: done</li>`;
	if (number === stage)
		return html`<li aria-current="step"><b>${what}: now</b>${size === null ? "" : `, ${count(accepted)} of ${count(chosen)} accepted so far`}</li>`;
	if (heldAt !== null)
		return html`<li>${what}: held since ${formatTime(heldAt, timeZone)}, because of what came back</li>`;
	return nextAt === null
		? html`<li>${what}, ${after === null ? "next" : `${spanInWords(after)} after that`}</li>`
		: html`<li>${what}, not before ${formatTime(nextAt, timeZone)}</li>`;
}
