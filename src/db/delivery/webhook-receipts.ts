import type { Instant } from "../../time/clock.ts";
import type { Db, Trx } from "../schema.ts";

/** @returns false: it came before, with another body */
export async function keepReceipt(
	trx: Trx,
	{ id, bodyHash }: { id: string; bodyHash: string },
	now: Instant,
): Promise<boolean> {
	await trx
		.insertInto("webhook_receipts")
		.values({ id, body_hash: bodyHash, at: now })
		.onConflict((conflict) => conflict.column("id").doNothing())
		.execute();
	const row = await trx
		.selectFrom("webhook_receipts")
		.select("body_hash")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	return row.body_hash === bodyHash;
}

/** Deletes those that came before an instant: what they were signed for is too old to be taken. */
export async function deleteOldReceipts(
	db: Db,
	before: Instant,
): Promise<void> {
	await db.deleteFrom("webhook_receipts").where("at", "<", before).execute();
}
