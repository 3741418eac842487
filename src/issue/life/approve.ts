import type { Context } from "../../context.ts";
import { saveApproval } from "../../db/issue/approvals.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import {
	type IssueHead,
	issueById,
	updateIssue,
} from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { addApprover } from "./approvers.ts";
import { auditIssue, auditName } from "./audit.ts";
import {
	type Preflight,
	requirePreflight,
	type Waive,
} from "./pass-preflight.ts";
import { renderDraft } from "./render-draft.ts";

/**
 * Approves the draft as it is now. What changes afterwards must be approved
 * again. Safe to repeat. With APPROVALS=2 it stays a draft until a second person
 * approves the same content.
 *
 * @param by who decided: the editor, or AUTO_APPROVE
 * @param waive blocking findings that the editor accepts, with the reason
 * @param shownHash the content hash that the editor looked at; null: they approve whatever it is now
 * @throws Failure `not-a-draft`, `stale-approval`, `preflight-blocks`, `not-waivable`, `nothing-to-waive`; TemplateError
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
				const approvals = await addApprover(trx, context, id, hash);
				if (approvals.missing > 0)
					return insertAuditEntry(trx, {
						at: now,
						who: context.actor ?? "schedule",
						action: "approve, first of two:",
						what: auditName(issue),
						before: null,
						after: { hash, approved_by: approvals.names },
					});
			}
			await updateIssue(trx, id, ["draft", "approved"], {
				state: "approved",
				approved_at: now,
				approved_by: by,
				approved_hash: hash,
				...(sendAt ? { send_at: sendAt } : {}),
				note: null,
				updated_at: now,
			});
			await saveApproval(trx, {
				issue_id: id,
				hash,
				template_hash: rendered.templateHash,
				audience: issue.audience,
				content: JSON.stringify(rendered.content),
			});
			await auditIssue(trx, context, "approve", id, issue);
		});
	return (await issueById(context.db, id)) as IssueHead;
}
