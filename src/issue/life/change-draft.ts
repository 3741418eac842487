import type { Context } from "../../context.ts";
import { lock } from "../../db/dialect.ts";
import { type IssueHead, issueById } from "../../db/issue/issues.ts";
import type { NewIssue } from "../../db/issue-tables.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { by, type Told } from "./audit.ts";
import { changeIssueIf } from "./change-issue.ts";

/**
 * Changes an issue that is not sealed yet, and records it, in one transaction. An
 * approved issue becomes a draft again, because the approval was for other content.
 *
 * @param revision the one that the editor saw; null: whatever it is now
 * @param change returns what changes in its row; it may change other rows itself
 * @param more what `change` changed in other rows, for the audit log
 * @throws Failure `not-editable`, `stale-edit`
 */
export async function changeDraft(
	context: Context,
	id: number,
	action: string,
	revision: number | null,
	change: (trx: Trx, issue: IssueHead) => Promise<Partial<NewIssue>>,
	more: () => Told = () => ({}),
): Promise<IssueHead> {
	return context.db.transaction().execute(async (trx) => {
		await lock(trx, "draft");
		const before = await issueById(trx, id);
		if (before?.state !== "draft" && before?.state !== "approved")
			throw notEditable(id, before);
		if (revision !== null && before.revision !== revision)
			throw staleEdit(before);
		const fields = await change(trx, before);
		const changed = await changeIssueIf(trx, by(context), id, {
			action,
			from: ["draft", "approved"],
			// On PostgreSQL an approval may have been taken since it was read.
			revision: before.revision,
			set: {
				...fields,
				state: "draft",
				approved_at: null,
				approved_by: null,
				approved_hash: null,
			},
			also: async () => more(),
		});
		if (!changed) throw staleEdit(before);
		return changed;
	});
}

function notEditable(id: number, issue: IssueHead | undefined): Failure {
	return new Failure(
		"not-editable",
		`Issue ${issue?.number ?? `id:${id}`} is ${issue?.state ?? "deleted"}. Only a draft or an approved issue can be edited.`,
	);
}

function staleEdit({ number, id }: IssueHead): Failure {
	return new Failure(
		"stale-edit",
		`Issue ${number ?? `id:${id}`} was changed by somebody else meanwhile. Nothing of this was saved. Look at their version, then save again.`,
	);
}
