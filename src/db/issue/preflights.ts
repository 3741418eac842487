import type { NewPreflight, PreflightRow, WaiverRow } from "../issue-tables.ts";
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

export async function insertWaivers(
	db: Db,
	waivers: readonly Omit<WaiverRow, "id">[],
): Promise<void> {
	if (waivers.length === 0) return;
	await db.insertInto("waivers").values(waivers).execute();
}

/** The waivers for one state of an issue, the oldest first. */
export async function waiversOf(
	db: Db,
	issueId: number,
	contentHash: string,
): Promise<WaiverRow[]> {
	return db
		.selectFrom("waivers")
		.selectAll()
		.where("issue_id", "=", issueId)
		.where("content_hash", "=", contentHash)
		.orderBy("id")
		.execute();
}
