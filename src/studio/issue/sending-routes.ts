import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import { leaveUnsure } from "../../delivery/resend-missing.ts";
import { recordRefusalsOfEnded } from "../../delivery/returns/record-refusals.ts";
import { Failure } from "../../errors.ts";
import { cancelIssue } from "../../issue/life/cancel.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { pauseIssue, resumeIssue } from "../../issue/life/pause.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import {
	explained,
	formOf,
	ISSUE_PATH,
	issueOf,
	issuePage,
	issueUrl,
	noSuchIssue,
} from "./issue-page.ts";
import { ACTS, ACTS_IN, type Act, sendingMain } from "./sending-page.ts";
import { type SendingState, sendingStates } from "./sending-state.ts";

/** /studio/issues/N/sending: the plan, how far it is; pause, resume and cancel, each on a page that says what will happen. */
export function sendingRoutes(deps: StudioDeps): Hono {
	const stateOf = sendingStates(deps);
	const app = new Hono();
	app.get(`${ISSUE_PATH}/sending`, async (c) => {
		const issue = await issueOf(deps, c);
		if (!issue) return c.html(noSuchIssue(deps), 404);
		const main = sendingMain({
			...(await stateOf(issue)),
			issue,
			goesOut: goesOut(deps, issue),
			staysHere: deps.config.smtpUrl === null,
			timeZone: deps.config.timeZone,
			now: deps.clock.now(),
		});
		return c.html(
			issuePage(deps, { issue, tab: "sending", alert: null, main }),
		);
	});
	for (const act of ACTS) {
		const confirmPage = async (
			c: Context,
			issue: IssueHead,
			alert: string | null = null,
			form = new URLSearchParams(),
		) =>
			issuePage(deps, {
				issue,
				tab: "sending",
				alert,
				main: confirmMain(
					act,
					issue,
					await stateOf(issue),
					form,
					tokenField(c, deps.tokens.formKey),
				),
			});
		app.get(`${ISSUE_PATH}/sending/${act}`, async (c) => {
			const issue = await issueOf(deps, c);
			if (!issue) return c.html(noSuchIssue(deps), 404);
			return ACTS_IN[act].includes(issue.state)
				? c.html(await confirmPage(c, issue))
				: c.redirect(issueUrl(issue, "sending"));
		});
		app.post(`${ISSUE_PATH}/sending/${act}`, async (c) => {
			const form = await formOf(c);
			const issue = await issueOf(deps, c);
			if (!issue || form.get("id") !== String(issue.id))
				return c.html(noSuchIssue(deps), 404);
			try {
				await perform(deps, act, issue, form);
			} catch (error) {
				const { message } = explained(error);
				const now = (await issueOf(deps, c)) ?? issue;
				return c.html(await confirmPage(c, now, message, form), 409);
			}
			const isLeft = await issueOf(deps, c);
			return c.redirect(isLeft ? issueUrl(issue, "sending") : "/studio", 303);
		});
	}
	return app;
}

async function perform(
	deps: StudioDeps,
	act: Act,
	issue: IssueHead,
	form: URLSearchParams,
): Promise<void> {
	switch (act) {
		case "pause":
			await pauseIssue(deps, issue.id, "Paused by the editor.");
			return;
		case "resume":
			if (form.get("leave-unsure") === "yes") await leaveUnsure(deps, issue);
			await resumeIssue(deps, issue.id);
			return;
		case "cancel":
			if (form.get("confirm")?.trim() !== String(issue.number))
				throw new Failure(
					"not-confirmed",
					`Nothing was cancelled. To confirm it, type the number of the issue: ${issue.number}.`,
				);
			await cancelIssue(
				deps,
				issue.id,
				form.get("reason")?.trim() || "cancelled by the editor",
				{ endEarly: true },
			);
			await recordRefusalsOfEnded(deps);
	}
}

function confirmMain(
	act: Act,
	issue: IssueHead,
	{ counts, plan }: SendingState,
	form: URLSearchParams,
	token: Markup,
): Markup {
	const left = counts.open + counts.claimed;
	const begin = html`<form method="post" action="${issueUrl(issue, "sending")}/${act}" class="words">${token}<input type="hidden" name="id" value="${issue.id}">`;
	const back = html`<a class="button quiet" href="${issueUrl(issue, "sending")}">Back</a>`;
	const number = issue.number;
	switch (act) {
		case "pause":
			return html`<section class="card"><h2>Pause issue ${number}?</h2>${begin}
<p>Messages in flight are finished; ${count(counts.open)} then wait until you let it go on. This also stops senders on other machines.</p>
<p class="actions"><button class="button">Pause it</button>${back}</p></form></section>`;
		case "resume":
			return html`<section class="card"><h2>Let issue ${number} go on?</h2>${begin}
<p>${count(left)} are still to get it. Nobody who has it gets a second copy.</p>
${counts.unsure > 0 ? html`<p class="check-line"><input type="checkbox" id="leave-unsure" name="leave-unsure" value="yes"><label for="leave-unsure">Do not send again the ${count(counts.unsure)} that may have arrived</label></p>` : ""}
<p class="actions"><button class="button">Let it go on</button>${back}</p></form></section>`;
		case "cancel":
			return html`<section class="card"><h2>Cancel issue ${number} for good?</h2>${begin}
<p>${spared(issue, counts.accepted, left, plan?.left ?? 0)} This can’t be undone.</p>
<div class="field"><label for="reason">Why</label><input type="text" id="reason" name="reason" value="${form.get("reason") ?? ""}" maxlength="200" autocomplete="off"></div>
<div class="field"><label for="confirm">Type the issue’s number, ${number}, to confirm it</label><input type="text" id="confirm" name="confirm" value="" inputmode="numeric" autocomplete="off" required></div>
<p class="actions"><button class="button danger">Cancel the issue</button>${back}</p></form></section>`;
	}
}

/** Whom cancelling spares, and what becomes of the rest. */
function spared(
	{ state }: IssueHead,
	accepted: number,
	left: number,
	planned: number,
): string {
	if (state === "draft" || state === "approved")
		return `${count(planned)} readers would have got it, and will not. Its number and its comparisons are free for the next issue.`;
	return accepted === 0
		? `${count(left)} recipients will not get it. If nobody has it, its number and its comparisons are free for the next issue.`
		: `${count(left)} recipients are spared. ${count(accepted)} have it: messages can’t be called back, so the issue ends early and keeps its page, its number and its comparisons.`;
}
