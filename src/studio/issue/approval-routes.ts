import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import { composeIssue } from "../../issue/content/compose.ts";
import { contentHash } from "../../issue/content/content-hash.ts";
import {
	changesBetween,
	type IssueState,
	staleApproval,
} from "../../issue/differences/stale-approval.ts";
import { approveIssue } from "../../issue/life/approve.ts";
import { approvalsInWords, approvalsOf } from "../../issue/life/approvers.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { holdIssue } from "../../issue/life/pause.ts";
import { sendTest } from "../../reader/send-test.ts";
import { maySeeReaders, shownFindings } from "../access/shown-readers.ts";
import { storedCheck } from "../check-upcoming.ts";
import type { StudioDeps } from "../deps.ts";
import { isTicked } from "../form-fields.ts";
import { tokenField } from "../form-token.ts";
import { currentVersions } from "../versions.ts";
import { approvalMain } from "./approval-page.ts";
import { checkRuns } from "./check-runs.ts";
import {
	explained,
	formOf,
	ISSUE_PATH,
	issueOf,
	issuePage,
	issueUrl,
	noSuchIssue,
} from "./issue-page.ts";

/** States that pages showed are remembered, so that a refusal can say what changed: so many. */
const REMEMBERED = 20;

/** /studio/issues/N/approval: preflight, approve, hold, a test. */
export function approvalRoutes(deps: StudioDeps): Hono {
	const runs = checkRuns(deps);
	const seen = new Map<string, IssueState>();

	async function page(
		c: Context,
		issue: IssueHead,
		{ kept = null, alert = null, tested = null }: Outcome = {},
	) {
		const { issue: version } = await currentVersions(deps);
		const { hash, ...state } = await stateOf(deps, issue);
		const before = seen.get(kept?.get("hash") ?? "");
		seen.delete(hash);
		seen.set(hash, state);
		const [oldest] = seen.keys();
		if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
		return issuePage(deps, {
			issue,
			tab: "approval",
			versions: kept ? {} : { issue: version },
			alert,
			main: approvalMain({
				issue,
				hash,
				content: state.content,
				checked: shownFindings(await storedCheck(deps.db, issue.id, hash)),
				run: runs.of(issue.id),
				changes: before
					? changesBetween(before, state)
					: await staleApproval(deps, issue),
				goesOut: goesOut(deps, issue),
				approvers: approvalsInWords(
					await approvalsOf(deps.db, deps, issue.id, hash),
					deps,
				),
				tested,
				kept,
				timeZone: deps.config.timeZone,
				token: tokenField(c, deps.tokens.formKey),
			}),
		});
	}

	/** Does what a form asks, and shows the page again; a refusal keeps what was typed. */
	const on = (
		path: string,
		act: (issue: IssueHead, form: URLSearchParams) => Promise<string | null>,
	) =>
		app.post(`${ISSUE_PATH}/approval${path}`, async (c) => {
			const form = await formOf(c);
			const issue = await issueOf(deps, c);
			if (!issue || form.get("id") !== String(issue.id))
				return c.html(noSuchIssue(deps), 404);
			if (!isOpen(issue)) return c.redirect(issueUrl(issue, "sending"), 303);
			try {
				const tested = await act(issue, form);
				return tested === null
					? c.redirect(issueUrl(issue, "approval"), 303)
					: c.html(await page(c, issue, { kept: form, tested }));
			} catch (error) {
				const alert = explained(error).message;
				const now = (await issueOf(deps, c)) ?? issue;
				return c.html(await page(c, now, { kept: form, alert }), 409);
			}
		});

	const app = new Hono();
	app.get(`${ISSUE_PATH}/approval`, async (c) => {
		const issue = await issueOf(deps, c);
		if (!issue) return c.html(noSuchIssue(deps), 404);
		if (!isOpen(issue)) return c.redirect(issueUrl(issue, "sending"));
		try {
			return c.html(await page(c, issue));
		} catch (error) {
			const { message: alert } = explained(error);
			return c.html(
				issuePage(deps, { issue, tab: "approval", alert, main: html`` }),
				500,
			);
		}
	});
	on("", async (issue, form) => {
		const codes = form.getAll("waive");
		const reason = form.get("reason")?.trim() ?? "";
		if (codes.length > 0 && reason === "")
			throw new Failure(
				"waiver-without-reason",
				"A finding is accepted only with a reason. Write why.",
			);
		await approveIssue(
			deps,
			deps.preflight,
			issue.id,
			"editor",
			null,
			codes.length > 0 ? { codes, reason } : null,
			form.get("hash") ?? "",
		);
		return null;
	});
	on("/hold", async ({ id }) => {
		await holdIssue(deps, id, "Held by the editor.");
		return null;
	});
	on("/check", async ({ id }, form) => {
		runs.start(id, isTicked(form, "browser"));
		return null;
	});
	on("/test", async (issue, form) => {
		const to = (form.get("to") ?? "").split(/[\s,;]+/).filter(Boolean);
		const as = form.get("as")?.trim() || null;
		if (as !== null && !maySeeReaders())
			throw new Failure(
				"may-not-see-readers",
				"Your role sends tests as a new reader only: a reader’s own copy says what they saved. A publisher can send that.",
			);
		const { accepted, failed } = await sendTest(
			deps,
			deps.letters.sendLetter,
			issue,
			{ to, as },
		);
		return [
			...(accepted.length > 0
				? [`A server accepted the test to ${accepted.join(", ")}.`]
				: []),
			...failed.map(({ to, why }) => `The test to ${to} was not sent. ${why}`),
		].join(" ");
	});
	return app;
}

interface Outcome {
	kept?: URLSearchParams | null;
	alert?: string | null;
	tested?: string | null;
}

/** An issue as it is composed now. Compiles nothing. @throws TemplateError */
async function stateOf(
	{ db, config, renderer }: StudioDeps,
	issue: IssueHead,
): Promise<IssueState & { hash: string }> {
	const items = await itemsOf(db, issue.id);
	const content = await composeIssue(db, config, issue, items);
	const templateHash = await renderer.templateHash();
	const { audience } = issue;
	const hash = contentHash(content, templateHash, audience);
	return { content, audience, templateHash, hash };
}

function isOpen({ state }: IssueHead): boolean {
	return state === "draft" || state === "approved";
}
