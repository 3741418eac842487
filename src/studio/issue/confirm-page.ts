import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { Missing } from "../../delivery/resend-missing.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { issueUrl } from "./issue-page.ts";
import { pace, stageSteps } from "./plan-card.ts";
import type { Act } from "./sending-acts.ts";
import type { SendingState } from "./sending-state.ts";

export interface ConfirmView {
	issue: IssueHead;
	state: SendingState;
	/** Of the act `missing` alone. */
	missing: Missing | null;
	/** What was typed in a form that was refused. */
	form: URLSearchParams;
	timeZone: string;
	token: Markup;
}

/** Refusals shown, by the server's words. */
const SHOWN = 20;

/** Says what an act will do, and asks for it. */
export function confirmMain(act: Act, view: ConfirmView): Markup {
	const { issue, token } = view;
	const { title, body, button, isDangerous = false } = PAGES[act](view);
	const url = issueUrl(issue, "sending");
	return html`<section class="card slim"><h2>${title}</h2><form method="post" action="${url}/${act}" class="words">${token}<input type="hidden" name="id" value="${issue.id}">
${body}
<p class="actions">${button === null ? "" : html`<button class="button${isDangerous ? " danger" : ""}">${button}</button>`}<a class="button quiet" href="${url}">Back</a></p></form></section>`;
}

interface Page {
	title: string;
	body: Markup;
	/** Null: there is nothing to confirm. */
	button: string | null;
	isDangerous?: boolean;
}

const PAGES: Record<Act, (view: ConfirmView) => Page> = {
	send: ({ issue: { number }, state: { plan, stages }, timeZone }) => ({
		title: `Send issue ${number} now?`,
		body: html`<p>It is sealed: nobody can change it any more, and it does not wait for its send time. ${count(plan?.left ?? 0)} ${plan?.left === 1 ? "reader gets" : "readers get"} it. ${plan ? `${pace(plan, timeZone)}.` : ""}</p>
${stages ? html`<p>It goes out in stages:</p>${stageSteps(stages, timeZone)}` : html`<p>All get it at once, without stages.</p>`}`,
		button: "Send it now",
	}),
	stages: ({ issue: { number }, state: { stages }, form }) => ({
		title: `In which stages does issue ${number} go out?`,
		body: html`<div class="field"><label for="stages">Stages</label><input type="text" id="stages" name="stages" value="${form.get("stages") ?? stages?.plan ?? ""}" autocomplete="off" aria-describedby="stages-hint"><p class="note" id="stages-hint">So many get it first, and it waits for what comes back of them. For example: 50, 500 after 30m, rest after 2h. Empty: all at once. For every issue, set STAGES.</p></div>`,
		button: "Save the stages",
	}),
	pause: ({ issue: { number }, state: { counts } }) => ({
		title: `Pause issue ${number}?`,
		body: html`<p>Messages in flight are finished; ${count(counts.open)} then wait until you let it go on. This also stops senders on other machines.</p>`,
		button: "Pause it",
	}),
	resume: ({ issue: { number }, state: { counts } }) => ({
		title: `Let issue ${number} go on?`,
		body: html`<p>${count(counts.open + counts.claimed)} are still to get it. Nobody who has it gets a second copy.</p>
${counts.unsure > 0 ? html`<p class="check-line"><input type="checkbox" id="leave-unsure" name="leave-unsure" value="yes"><label for="leave-unsure">Do not send again the ${count(counts.unsure)} that may have arrived</label></p>` : ""}`,
		button: "Let it go on",
	}),
	missing: missingPage,
	adopt: ({ issue: { number }, state: { problem } }) => ({
		title: "Allow sending from this database?",
		body: html`<p>${inPageForm(problem ?? "This installation may send already.")}</p>
<p>Every issue that is approved or being sent is stopped, issue ${number} too if it is: the original may have sent it. Then you let each go on, or cancel it.</p>
${typed("confirm", "Type adopt to confirm it")}`,
		button: problem === null ? null : "Allow sending from here",
		isDangerous: true,
	}),
	cancel: ({ issue, state: { counts, plan }, form }) => ({
		title: `Cancel issue ${issue.number} for good?`,
		body: html`<p>${spared(issue, counts.accepted, counts.open + counts.claimed, plan?.left ?? 0)} This can’t be undone.</p>
<div class="field"><label for="reason">Why</label><input type="text" id="reason" name="reason" value="${form.get("reason") ?? ""}" maxlength="200" autocomplete="off"></div>
${typed("confirm", `Type the issue’s number, ${issue.number}, to confirm it`)}`,
		button: "Cancel the issue",
		isDangerous: true,
	}),
};

function missingPage({ issue: { number }, missing, form }: ConfirmView): Page {
	const { open, lost, refused } = missing ?? { open: 0, lost: 0, refused: [] };
	const turnedAway = refused.reduce((sum, one) => sum + one.count, 0);
	const others = open + lost;
	return {
		title: `Send issue ${number} to those who miss it?`,
		body: html`<p>${others === 0 ? "Nobody was given up, held or left without a delivery." : `${count(others)} would get it: ${count(open)} that were given up or may not have arrived, ${count(lost)} who were active at its seal and have no delivery.`} Who has left or is suppressed since is not among them.</p>
${
	turnedAway === 0
		? ""
		: html`<p class="check-line"><input type="checkbox" id="refused" name="refused" value="yes"${form.get("refused") === "yes" ? html` checked` : ""}><label for="refused">Also ${turnedAway === 1 ? "the one whose server" : `the ${count(turnedAway)} whose servers`} refused it</label></p>
<div class="scroll" tabindex="0" role="region" aria-label="By the server’s reply"><table><caption class="sr">Refused, by the server’s reply</caption><thead><tr><th scope="col">Reply</th><th scope="col" class="number">Refused</th></tr></thead><tbody>${refused.slice(0, SHOWN).map((one) => html`<tr><td><bdi>${one.reply}</bdi></td><td class="number">${count(one.count)}</td></tr>`)}</tbody></table></div>`
}`,
		button: others + turnedAway === 0 ? null : "Send it to them",
	};
}

function typed(name: string, label: string): Markup {
	return html`<div class="field"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="" autocomplete="off" required></div>`;
}

/** Whom cancelling spares, and what becomes of the rest. */
function spared(
	{ state, slot }: IssueHead,
	accepted: number,
	left: number,
	planned: number,
): string {
	if (state === "draft" || state === "approved")
		return `${count(planned)} readers would have got it, and will not. Its number and its comparisons are free for the next issue.${slot === null ? "" : " “digest serve” drafts no other for this week."}`;
	return accepted === 0
		? `${count(left)} recipients will not get it. If nobody has it, its number and its comparisons are free for the next issue.`
		: `${count(left)} recipients are spared. ${count(accepted)} have it: messages can’t be called back, so the issue ends early and keeps its page, its number and its comparisons.`;
}
