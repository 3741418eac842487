import { maskAddresses } from "../text/mask-addresses.ts";
import type { Instant } from "../time/clock.ts";
import { dialectOf } from "./dialect.ts";
import type { NoticeRow } from "./installation-tables.ts";
import type { Db } from "./schema.ts";

/**
 * Writes a notice to the editor down.
 *
 * @param notice `due_at` null: it is only logged, because no address is set
 * @returns false when one with this key was written before, by any process
 */
export async function insertNotice(
	db: Db,
	notice: Pick<
		NoticeRow,
		"key" | "headline" | "message" | "command" | "created_at" | "due_at"
	>,
): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto("notices")
		// A notice may quote what a mail server said of a reader, and outlives them.
		.values({
			...notice,
			headline: maskAddresses(notice.headline),
			message: maskAddresses(notice.message),
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
}

/** Claims notices that are due for `worker` until `until`, the oldest first. */
export async function claimNotices(
	db: Db,
	claim: { worker: string; now: Instant; until: Instant; limit: number },
): Promise<NoticeRow[]> {
	const due = db
		.selectFrom("notices")
		.select("key")
		.where("due_at", "is not", null)
		.where("due_at", "<=", claim.now)
		.orderBy("due_at")
		.limit(claim.limit);
	if ((await due.execute()).length === 0) return [];
	return db
		.updateTable("notices")
		.set((eb) => ({
			claimed_by: claim.worker,
			due_at: claim.until,
			attempts: eb("attempts", "+", 1),
		}))
		.where(
			"key",
			"in",
			dialectOf(db).skipLocked ? due.forUpdate().skipLocked() : due,
		)
		.returningAll()
		.execute();
}

/** Records how mailing a claimed notice ended, unless another worker has taken it over. */
export async function recordNoticeOutcome(
	db: Db,
	notice: Pick<NoticeRow, "key" | "claimed_by">,
	outcome: Pick<NoticeRow, "sent_at" | "due_at" | "failure">,
): Promise<void> {
	await db
		.updateTable("notices")
		.set({ ...outcome, claimed_by: null })
		.where("key", "=", notice.key)
		.where("claimed_by", "=", notice.claimed_by)
		.execute();
}

/** Deletes notices that are over and were written before then. */
export async function deleteOldNotices(db: Db, before: Instant): Promise<void> {
	await db
		.deleteFrom("notices")
		.where("due_at", "is", null)
		.where("created_at", "<", before)
		.execute();
}
