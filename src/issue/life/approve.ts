import type { Context } from "../../context.ts";
import { saveApproval } from "../../db/issue/approvals.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import {
	type IssueHead,
	issueById,
	issueToChange,
} from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { addApprover } from "./approvers.ts";
import { by as actorOf, auditName } from "./audit.ts";
import { changeIssueIf } from "./change-issue.ts";
import {
	type Preflight,
	requirePreflight,
	type Waive,
} from "./pass-preflight.ts";
import { renderDraft } from "./render-draft.ts";

/**
 * Approves the draft as it is now. What changes afterwards must be approved
 * again. Safe to repeat. What was changed while it was being checked is not
 * approved: nobody has looked at it. With APPROVALS=2 it stays a draft until a second
 * person approves the same content.
 *
 * @param by who decided: the editor, or AUTO_APPROVE
 * @param waive blocking findings that the editor accepts, with the reason
 * @param shownHash the content hash that the editor looked at; null: they approve whatever it is now
 * @throws Failure `not-a-draft`, `stale-approval`, `may-not-approve`, `preflight-blocks`, `not-waivable`, `nothing-to-waive`; TemplateError
 */
export async function approveIssue(
	context: Context,
	preflight: Preflight,
	id: number,
	by: "editor" | "auto",
	sendAt: Instant | null = null,
	waive: Waive | null = null,
	shownHash: string | null = null,
): Promise<IssueHead> {
	const issue = await issueById(context.db, id);
	if (!issue || (issue.state !== "draft" && issue.state !== "approved"))
		throw new Failure(
			"not-a-draft",
			`Issue ${issue?.number ?? `id:${id}`} is ${issue?.state ?? "deleted"}. Only a draft can be approved.`,
		);
	const rendered = await renderDraft(context, issue);
	if (shownHash !== null && shownHash !== rendered.hash)
		throw new Failure(
			"stale-approval",
			`Issue ${issue.number} is not what this page showed any more, so it was not approved. Look at what changed, then approve it.`,
		);
	await requirePreflight(context, preflight, issue, rendered, "check", waive);
	const { hash } = rendered;
	const now = context.clock.now();
	const same = issue.state === "approved" && issue.approved_hash === hash;
	// An editor who approves again means now, also after a send time that was missed.
	if (!same || by === "editor")
		await context.db.transaction().execute(async (trx) => {
			if (by === "editor") {
				// One at a time: two who approve at once must see each other.
				const before = await issueToChange(trx, id);
				if (before?.state !== "draft" && before?.state !== "approved")
					return requireSame(trx, issue, hash);
				const approvals = await addApprover(trx, context, id, hash);
				if (approvals.missing > 0) {
					await insertAuditEntry(trx, {
						at: now,
						who: context.actor ?? "schedule",
						action: "approve, first of two:",
						what: auditName(issue),
						before: null,
						after: { hash, approved_by: approvals.names },
					});
					return;
				}
			}
			const approved = await changeIssueIf(trx, actorOf(context), id, {
				action: "approve",
				from: ["draft", "approved"],
				revision: issue.revision,
				set: {
					state: "approved",
					approved_at: now,
					approved_by: by,
					approved_hash: hash,
					...(sendAt ? { send_at: sendAt } : {}),
					note: null,
				},
				also: async () => {
					await saveApproval(trx, {
						issue_id: id,
						hash,
						template_hash: rendered.templateHash,
						audience: issue.audience,
						content: JSON.stringify(rendered.content),
					});
					return undefined;
				},
			});
			if (!approved) await requireSame(trx, issue, hash);
		});
	return (await issueById(context.db, id)) as IssueHead;
}

/**
 * Somebody was faster. That is fine only if they approved exactly the same.
 *
 * @throws Failure `stale-approval`
 */
async function requireSame(
	trx: Trx,
	{ id, number }: IssueHead,
	hash: string,
): Promise<void> {
	const now = await issueById(trx, id);
	if (now?.state === "approved" && now.approved_hash === hash) return;
	throw new Failure(
		"stale-approval",
		`Issue ${number ?? `id:${id}`} was changed while it was being checked (it is ${now?.state ?? "deleted"} now), so it was not approved. Look at what changed, then approve it.`,
	);
}
