import type { Db, Trx } from "../schema.ts";

export async function insertIssueSubjects(
	trx: Trx,
	issueId: number,
	subjects: ReadonlySet<string>,
): Promise<void> {
	await trx
		.insertInto("issue_subjects")
		.values([...subjects].map((subject) => ({ issue_id: issueId, subject })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/**
 * The subjects of the issues that were sealed before this one, whatever became of
 * them, the newest first.
 *
 * @param id 0: of all issues
 */
export async function subjectsSealedBefore(
	db: Db,
	id: number,
	limit: number,
): Promise<string[]> {
	const rows = await db
		.selectFrom("issue_subjects")
		.select("subject")
		.$if(id > 0, (query) => query.where("issue_id", "<", id))
		.orderBy("issue_id", "desc")
		.limit(limit)
		.execute();
	return rows.map(({ subject }) => subject);
}
