import type { ApprovalRow } from "../issue-tables.ts";
import type { Db } from "../schema.ts";

/** Keeps what was approved, in the place of what was approved before. */
export async function saveApproval(
	db: Db,
	{ issue_id, ...approved }: ApprovalRow,
): Promise<void> {
	await db
		.insertInto("approvals")
		.values({ issue_id, ...approved })
		.onConflict((conflict) => conflict.column("issue_id").doUpdateSet(approved))
		.execute();
}

/** What was approved last; undefined: an earlier version of this program took the approval. */
export async function approvalOf(
	db: Db,
	issueId: number,
): Promise<ApprovalRow | undefined> {
	return db
		.selectFrom("approvals")
		.selectAll()
		.where("issue_id", "=", issueId)
		.executeTakeFirst();
}
