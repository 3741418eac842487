import { type Context, Hono } from "hono";
import type { IssueHead } from "../../db/issue/issues.ts";
import { countMissingOf } from "../../delivery/resend-missing.ts";
import { staleApproval } from "../../issue/differences/stale-approval.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { confirmMain } from "./confirm-page.ts";
import {
	explained,
	formOf,
	ISSUE_PATH,
	issueOf,
	issuePage,
	issueUrl,
	noSuchIssue,
} from "./issue-page.ts";
import { ACTS, ACTS_IN, perform } from "./sending-acts.ts";
import { sendingMain } from "./sending-page.ts";
import { sendingStates } from "./sending-state.ts";

/** /studio/issues/N/sending: the plan, how far it is; what an editor can do (`sending-acts.ts`), each on a page that says what will happen. */
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
			changes: await staleApproval(deps, issue),
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
				main: confirmMain(act, {
					issue,
					state: await stateOf(issue),
					missing:
						act === "missing" && ACTS_IN.missing.includes(issue.state)
							? await countMissingOf(deps, issue)
							: null,
					form,
					timeZone: deps.config.timeZone,
					token: tokenField(c, deps.tokens.formKey),
				}),
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
