import { deleteApprovers } from "../../db/issue/approvers.ts";
import { insertIssue, updateIssue } from "../../db/issue/issue-changes.ts";
import {
	type IssueHead,
	issueById,
	issueToChange,
} from "../../db/issue/issues.ts";
import type { IssueState, NewIssue } from "../../db/issue-tables.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { auditIssue, type By, type Told } from "./audit.ts";

export interface IssueChange {
	/** What was done, for the audit log. */
	action: string;
	/** It must be in one of these states. */
	from: readonly IssueState[];
	set: Omit<Partial<NewIssue>, "updated_at">;
	/** The revision that it must still have; absent or null: any. */
	revision?: number | null;
	/** Changes what belongs to it, in the same transaction, and says what it changed. */
	also?: (before: IssueHead) => Promise<Told | undefined>;
}

/**
 * Changes an issue and writes the entry of the audit log, in the caller's
 * transaction. Nothing else changes an issue that exists (test/architecture.test.ts).
 *
 * @returns as it is then; null: it was in another state or had another revision, and
 *   nothing was changed
 */
export async function changeIssueIf(
	trx: Trx,
	by: By,
	id: number,
	{ action, from, set, revision = null, also }: IssueChange,
): Promise<IssueHead | null> {
	const before = await issueToChange(trx, id);
	if (!before) return null;
	const change = { ...set, updated_at: by.now };
	if (!(await updateIssue(trx, id, from, change, revision))) return null;
	// Who approved it meant it as it was, also if it becomes that again.
	if (set.approved_hash === null) await deleteApprovers(trx, id);
	const told = await also?.(before);
	return auditIssue(trx, by, action, id, before, told);
}

/**
 * The same, where nothing may go on if it was not changed.
 *
 * @throws Failure `changed-meanwhile`
 */
export async function changeIssue(
	trx: Trx,
	by: By,
	id: number,
	change: IssueChange,
): Promise<IssueHead> {
	const changed = await changeIssueIf(trx, by, id, change);
	if (changed) return changed;
	const now = await issueById(trx, id);
	throw new Failure(
		"changed-meanwhile",
		`Issue ${now?.number ?? `id:${id}`} is ${now?.state ?? "deleted"} now: somebody else changed it meanwhile. Nothing of this was done. Look at it with: digest issue show ${now?.number ?? ""}`.trimEnd(),
	);
}

/** Makes an issue and writes the entry of the audit log. @param also what belongs to it */
export async function createIssue(
	trx: Trx,
	by: By,
	action: string,
	row: Omit<NewIssue, "created_at" | "updated_at">,
	also: (id: number) => Promise<Told | undefined>,
): Promise<IssueHead> {
	const { now } = by;
	const id = await insertIssue(trx, {
		...row,
		created_at: now,
		updated_at: now,
	} as NewIssue);
	return auditIssue(trx, by, action, id, null, await also(id));
}
