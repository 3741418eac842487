import { masked } from "../../text/mask-addresses.ts";
import type { Instant } from "../../time/clock.ts";
import type { AuditRow } from "../issue-tables.ts";
import type { Db, Trx } from "../schema.ts";

export interface AuditEntry
	extends Pick<AuditRow, "at" | "who" | "action" | "what"> {
	/** Plain JSON. Addresses in it are masked: erasing a person can't find them here. */
	before: object | null;
	after: object | null;
}

/** Records a change, in its transaction. Returns the id of the entry. */
export async function insertAuditEntry(
	trx: Trx,
	{ before, after, ...entry }: AuditEntry,
): Promise<number> {
	const { id } = await trx
		.insertInto("audit_log")
		.values({
			...entry,
			before: before && JSON.stringify(masked(before)),
			after: after && JSON.stringify(masked(after)),
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/** For work in several transactions: what became of it so far, in each of them. */
export async function continueAuditEntry(
	trx: Trx,
	id: number,
	after: object,
): Promise<void> {
	await trx
		.updateTable("audit_log")
		.set({ after: JSON.stringify(masked(after)) })
		.where("id", "=", id)
		.execute();
}

/** The newest first. @param below only entries with a smaller id; null: from the newest on */
export async function auditEntries(
	db: Db,
	below: number | null,
	limit: number,
): Promise<AuditRow[]> {
	return db
		.selectFrom("audit_log")
		.selectAll()
		.$if(below !== null, (query) => query.where("id", "<", below ?? 0))
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}

/** The last entries on something, the newest first. */
export async function lastAuditEntriesOn(
	db: Db,
	what: string,
	limit: number,
): Promise<AuditRow[]> {
	return db
		.selectFrom("audit_log")
		.selectAll()
		.where("what", "=", what)
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}

/** The entries of these kinds on something, the oldest first. */
export async function auditEntriesOn(
	db: Db,
	what: string,
	actions: readonly string[],
): Promise<AuditRow[]> {
	return db
		.selectFrom("audit_log")
		.selectAll()
		.where("what", "=", what)
		.where("action", "in", actions)
		.orderBy("id")
		.execute();
}

/** The last entry on something; undefined: there is none any more. */
export async function lastAuditEntry(
	db: Db,
	what: string,
): Promise<AuditRow | undefined> {
	return db
		.selectFrom("audit_log")
		.selectAll()
		.where("what", "=", what)
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** Returns how many were deleted. */
export async function deleteAuditEntries(
	db: Db,
	before: Instant,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("audit_log")
		.where("at", "<", before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
