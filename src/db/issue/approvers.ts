import type { Db, Trx } from "../schema.ts";
import type { ApproverRow } from "../studio/studio-tables.ts";

/** Keeps that a person approved this content; nothing changes when they did already. */
export async function insertApprover(
	trx: Trx,
	approver: ApproverRow,
): Promise<void> {
	await trx
		.insertInto("issue_approvers")
		.values(approver)
		.onConflict((conflict) =>
			conflict.columns(["issue_id", "hash", "person"]).doNothing(),
		)
		.execute();
}

/** Who approved exactly this content, in the order in which they did. */
export async function approversOf(
	db: Db,
	issueId: number,
	hash: string,
): Promise<ApproverRow[]> {
	return db
		.selectFrom("issue_approvers")
		.selectAll()
		.where("issue_id", "=", issueId)
		.where("hash", "=", hash)
		.orderBy("at")
		.orderBy("person")
		.execute();
}

/** When the approval is taken back: everybody must approve again. */
export async function deleteApprovers(
	trx: Trx,
	issueId: number,
): Promise<void> {
	await trx
		.deleteFrom("issue_approvers")
		.where("issue_id", "=", issueId)
		.execute();
}
