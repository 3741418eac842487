import { randomBytes } from "node:crypto";
import type { Context } from "../../context.ts";
import { insertMailedVerdicts } from "../../db/catalog/mailed-verdicts.ts";
import { insertSnapshots } from "../../db/catalog/tool-snapshots.ts";
import { notYetPublished, passOver } from "../../db/issue/issue-items.ts";
import { insertIssueSubjects } from "../../db/issue/issue-subjects.ts";
import {
	type IssueHead,
	issueById,
	SEALED_STATES,
} from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import type { IssueContent } from "../content/content.ts";
import { envelopeOf } from "../content/envelope.ts";
import { changedSnapshots } from "../content/tool-snapshot.ts";
import { listChanges, whatChanged } from "../differences/stale-approval.ts";
import { subjectsOf } from "../words/past-subjects.ts";
import { approvalsInWords, approvalsOf } from "./approvers.ts";
import { by } from "./audit.ts";
import { changeIssueIf } from "./change-issue.ts";
import { freezeNext, freezeRest, PIECE } from "./freeze.ts";
import { type Preflight, requirePreflight } from "./pass-preflight.ts";
import { renderDraft } from "./render-draft.ts";

/**
 * Seals an approved issue: its content, its compiled message and its first
 * recipients are frozen in one transaction, so that a kill leaves either an
 * approved issue or a sealed one. The other recipients follow in pieces; after a
 * kill, whoever seals or sends it goes on with them. What is sealed is what is
 * sent, and shown on the web. An issue that is sealed already stays as it is.
 *
 * @param options.piece how many subscribers a transaction looks at
 * @throws Failure `not-approved`, `not-sendable`, `changed-since-approval`,
 *   `approvals-missing`, `preflight-blocks`, `preflight-older`, `no-recipients`
 */
export async function sealIssue(
	context: Context,
	preflight: Preflight,
	id: number,
	{ piece = PIECE }: { piece?: number } = {},
): Promise<IssueHead> {
	const issue = await issueById(context.db, id);
	if (!issue || issue.state === "draft")
		throw new Failure(
			"not-approved",
			`Issue ${issue?.number ?? id} is not approved yet. View it with: digest preview. Then approve it with: digest issue approve`,
		);
	requireSendable(issue);
	const { number } = issue;
	if (issue.state !== "approved" || number === null)
		return withAllRecipients(context, issue, piece);
	const rendered = await renderDraft(context, issue);
	const { content, compiled, templateHash, hash } = rendered;
	if (hash !== issue.approved_hash)
		throw changedSince(
			number,
			await whatChanged(context.db, issue, content, templateHash),
		);
	await requireApprovers(context, issue, hash);
	await requirePreflight(context, preflight, issue, rendered, "refuse");
	const now = context.clock.now();
	const envelope = {
		...envelopeOf(context.config, number, now),
		messageKey: randomBytes(32).toString("base64url"),
	};
	// An issue that no message can be made from must not be sealed: it could never be fixed.
	context.renderer.open(compiled, envelope);
	// Read before the transaction: while it lasts nothing else can be written.
	const snapshots = await changedSnapshots(context.db);
	const mine = await context.db.transaction().execute((trx) =>
		changeIssueIf(trx, by(context), id, {
			action: "seal",
			from: ["approved"],
			set: {
				state: "sealed",
				sealed_at: now,
				sealed_subject: content.subject,
				content_hash: hash,
				template_hash: templateHash,
				content: JSON.stringify(content),
				compiled: JSON.stringify(compiled),
				envelope: JSON.stringify(envelope),
				recipients: 0,
				frozen_to: 0,
			},
			also: async () => {
				// It may have been edited and approved again while this was being compiled.
				if ((await issueById(trx, id))?.approved_hash !== hash)
					throw changedSince(number, ["It was approved again just now"]);
				let sealed: IssueHead | undefined;
				do {
					const more = await freezeNext(trx, id, now, piece);
					sealed = await issueById(trx, id);
					if (!more) break;
				} while (sealed?.recipients === 0);
				if (!sealed?.recipients)
					throw new Failure(
						"no-recipients",
						issue.audience === null
							? "There are no active subscribers to send to. Add one with: digest subscribers add ADDRESS --confirmed"
							: `No active subscriber matches the audience of issue ${number}: ${issue.audience}. Change it with: digest issue edit ${number} --audience FILTER`,
					);
				await passOverLater(trx, id, content);
				await insertIssueSubjects(trx, id, subjectsOf(content));
				await recordVerdicts(trx, id, content);
				await insertSnapshots(
					trx,
					snapshots.map((one) => ({ ...one, issue_id: id })),
				);
				return undefined;
			},
		}),
	);
	const sealed = await withAllRecipients(context, issue, piece);
	// Another process may have sealed it first, or an editor has changed or cancelled it.
	requireSendable(sealed);
	if (!mine && !SEALED_STATES.includes(sealed.state))
		throw changedSince(number, [`It is ${sealed.state} now`]);
	return sealed;
}

/** @throws Failure `not-sendable` */
function requireSendable({ id, number, state }: IssueHead): void {
	if (["cancelled", "skipped", "ended"].includes(state))
		throw new Failure(
			"not-sendable",
			`Issue ${number ?? `id:${id}`} ${state === "ended" ? "was ended early" : `is ${state}`} and can't be sent.`,
		);
}

/** APPROVALS may have been raised since the issue was approved. */
async function requireApprovers(
	context: Context,
	{ id, number, approved_by }: IssueHead,
	hash: string,
): Promise<void> {
	if (context.config.approvals === 1) return;
	const approvals = await approvalsOf(context.db, context, id, hash);
	if (approvals.missing > 0 || approved_by === "auto")
		throw new Failure(
			"approvals-missing",
			`Issue ${number} needs the approval of ${context.config.approvals} different people. ${approvalsInWords(approvals, context)} Approve it with: digest issue approve ${number}`,
		);
}

async function withAllRecipients(
	context: Context,
	{ id }: IssueHead,
	piece: number,
): Promise<IssueHead> {
	await freezeRest(context, id, piece);
	return (await issueById(context.db, id)) as IssueHead;
}

function changedSince(number: number, changes: readonly string[]): Failure {
	return new Failure(
		"changed-since-approval",
		`Issue ${number} has changed since it was approved. ${listChanges(changes)} View it with: digest preview. Then approve it again with: digest issue approve ${number}`,
	);
}

/** What is published after its window is not in the content: it must not count as mailed. */
async function passOverLater(
	trx: Trx,
	issueId: number,
	{ leads, briefs, more }: IssueContent,
): Promise<void> {
	// A date may have been moved while this was being compiled; what is in the content is mailed.
	const mailed = new Set(
		[...leads, ...briefs, ...more].map(({ slug }) => slug),
	);
	const later = await notYetPublished(trx, issueId);
	await passOver(
		trx,
		issueId,
		later.flatMap((item) => (mailed.has(item.slug) ? [] : item.comparison_id)),
		{
			code: "later",
			reason: "its publication was moved behind the window of this issue",
		},
	);
}

/** Records the verdict of every tool in leads and briefs: later issues find flips by it. */
async function recordVerdicts(
	trx: Trx,
	issueId: number,
	content: IssueContent,
): Promise<void> {
	const tools = [...content.leads, ...content.briefs].flatMap((comparison) => [
		comparison.left,
		comparison.right,
	]);
	await insertMailedVerdicts(
		trx,
		issueId,
		tools.map((tool) => ({ slug: tool.slug, ...tool.panel })),
	);
}
