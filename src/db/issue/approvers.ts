import { sql } from "kysely";
import type { Db, Trx } from "../schema.ts";
import type { ApproverRow, Role } from "../studio/studio-tables.ts";

/** Who may approve. */
const APPROVE: readonly Role[] = ["publisher", "admin"];

const editorPattern = "editor %";

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

/** How `issue_approvers` names an editor. */
export function editorPerson(editorId: number): string {
	return `editor ${editorId}`;
}

/** Who approved exactly this content and may approve today, in the order in which they did. Nobody counts who was removed or demoted since. */
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
		.where((eb) =>
			eb.or([
				eb("person", "not like", editorPattern),
				eb("person", "in", (within) =>
					within
						.selectFrom("editors")
						.select(sql<string>`'editor ' || id`.as("person"))
						.where("role", "in", APPROVE),
				),
			]),
		)
		.orderBy("at")
		.orderBy("person")
		.execute();
}

/** Whether an editor may approve today; false also if they were removed. */
export async function mayApprove(db: Db, editorId: number): Promise<boolean> {
	const editor = await db
		.selectFrom("editors")
		.select("role")
		.where("id", "=", editorId)
		.executeTakeFirst();
	return editor !== undefined && APPROVE.includes(editor.role);
}

/** When the approval is taken back, or the issue is changed: everybody must approve again. */
export async function deleteApprovers(
	trx: Trx,
	issueId: number,
): Promise<void> {
	await trx
		.deleteFrom("issue_approvers")
		.where("issue_id", "=", issueId)
		.execute();
}
