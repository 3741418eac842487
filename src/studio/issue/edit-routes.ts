import { type Context, Hono } from "hono";
import { lastAuditEntry } from "../../db/issue/audit-log.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import { arrangeIssue } from "../../issue/life/arrange.ts";
import { auditName } from "../../issue/life/audit.ts";
import { editIssue } from "../../issue/life/edit.ts";
import { proposals } from "../../issue/life/proposals.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { currentVersions } from "../versions.ts";
import {
	changedFields,
	editsOf,
	readForm,
	type SentForm,
	textsOf,
} from "./edit-form.ts";
import { editMain } from "./edit-page.ts";
import {
	explained,
	formOf,
	ISSUE_PATH,
	issueOf,
	issuePage,
	issueUrl,
	noSuchIssue,
} from "./issue-page.ts";

/** /studio/issues/N/edit: the words, the comparisons and the notes of an issue that is not sealed. */
export function editRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get(`${ISSUE_PATH}/edit`, async (c) => {
		const issue = await issueOf(deps, c);
		if (!issue) return c.html(noSuchIssue(deps), 404);
		if (!isOpen(issue)) return c.redirect(issueUrl(issue, "sending"));
		return c.html(await page(deps, c, issue));
	});
	app.post(`${ISSUE_PATH}/edit`, async (c) => {
		const sent = readForm(await formOf(c));
		const issue = await issueOf(deps, c);
		if (!issue) return c.html(noSuchIssue(deps), 404);
		try {
			if (sent.id !== issue.id)
				throw new Failure(
					"stale-edit",
					`The number ${issue.number} belongs to another issue than when this form was made. Nothing of it was saved.`,
				);
			await save(deps, issue.id, sent);
			return c.redirect(issueUrl(issue, "edit"), 303);
		} catch (error) {
			const failure = explained(error);
			const now = (await issueOf(deps, c)) ?? issue;
			if (failure.code === "stale-edit" && (await isSaid(deps, now, sent)))
				return c.redirect(issueUrl(now, "edit"), 303);
			return c.html(
				await page(deps, c, now, sent, failure),
				isConflict(failure) ? 409 : 422,
			);
		}
	});
	return app;
}

async function save(
	deps: StudioDeps,
	id: number,
	sent: SentForm,
): Promise<void> {
	if (sent.unread) throw sent.unread;
	const edits = editsOf(sent);
	let revision = sent.revision ?? -1;
	if (Object.keys(edits).length > 0)
		({ revision } = await editIssue(deps, id, edits, revision));
	if (sent.move) await arrangeIssue(deps, id, sent.move, revision);
}

/** Whether the issue is what the form asks for already: whoever clicks twice sends it twice. */
async function isSaid(
	deps: StudioDeps,
	issue: IssueHead,
	sent: SentForm,
): Promise<boolean> {
	if (sent.id !== issue.id) return false;
	const items = await itemsOf(deps.db, issue.id);
	const now = textsOf(
		issue,
		await proposals(deps, issue),
		items.map(({ slug }) => slug),
	);
	if (
		sent.composed !== null ||
		changedFields(sent).some((one) => now.get(one) !== sent.texts.get(one))
	)
		return false;
	if (sent.move === null) return true;
	const { comparisonId, place, position, reason } = sent.move;
	const there = items.filter((one) => one.place === place);
	const at = there.findIndex((one) => one.comparison_id === comparisonId);
	return reason === "" && at >= 0 && (position === null || at === position);
}

/** @param sent what could not be saved: the fields keep it */
async function page(
	deps: StudioDeps,
	c: Context,
	issue: IssueHead,
	sent: SentForm | null = null,
	failure: Failure | null = null,
) {
	const { issue: version } = await currentVersions(deps);
	const items = await itemsOf(deps.db, issue.id);
	const composed = await proposals(deps, issue);
	const shownItems = items.filter(
		({ place }) => place === "lead" || place === "brief",
	);
	const now = textsOf(
		issue,
		composed,
		shownItems.map(({ slug }) => slug),
	);
	const changed = sent ? changedFields(sent) : [];
	const conflict = failure !== null && isConflict(failure);
	const shown = new Map(now);
	const others = new Map<string, string>();
	for (const field of changed) {
		const own = sent?.texts.get(field) ?? "";
		const theirs = now.get(field) ?? "";
		shown.set(field, own);
		if (conflict && theirs !== own && theirs !== sent?.was.get(field))
			others.set(field, theirs);
	}
	return issuePage(deps, {
		issue,
		tab: "edit",
		// A page that holds what is not saved must not reload itself.
		versions: sent ? {} : { issue: version },
		alert: failure?.message ?? null,
		main: editMain({
			issue,
			items,
			composed,
			languages: deps.config.languages,
			now,
			shown,
			others,
			by: conflict ? await lastChange(deps, issue) : null,
			token: tokenField(c, deps.tokens.formKey),
		}),
	});
}

/** "by Zoe, 27 Nov 2026, 14:00 UTC"; null: nobody knows. */
async function lastChange(
	{ db, config }: StudioDeps,
	issue: IssueHead,
): Promise<string | null> {
	const entry = await lastAuditEntry(db, auditName(issue));
	return entry
		? `by ${actorInWords(entry.who)}, ${formatTime(entry.at, config.timeZone)}`
		: null;
}

function isOpen({ state }: IssueHead): boolean {
	return state === "draft" || state === "approved";
}

function isConflict({ code }: Failure): boolean {
	return code === "stale-edit" || code === "not-editable";
}
