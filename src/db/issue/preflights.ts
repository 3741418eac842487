import type { NewPreflight, PreflightRow } from "../issue-tables.ts";
import type { Db } from "../schema.ts";

export async function insertPreflight(
	db: Db,
	run: Omit<NewPreflight, "id">,
): Promise<void> {
	await db.insertInto("preflights").values(run).execute();
}

/** The issue's last runs, the newest first. */
export async function lastPreflights(
	db: Db,
	issueId: number,
	limit = 20,
): Promise<PreflightRow[]> {
	return db
		.selectFrom("preflights")
		.selectAll()
		.where("issue_id", "=", issueId)
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}
