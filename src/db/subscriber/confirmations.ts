import type { Instant } from "../../clock.ts";
import type { Db } from "../schema.ts";

/** Only the hash of a token is kept: who reads the database can confirm nobody. */
export async function insertConfirmation(
	db: Db,
	confirmation: {
		token_hash: string;
		subscriber_id: number;
		consent_id: number | null;
		created_at: Instant;
		expires_at: Instant;
	},
): Promise<void> {
	await db
		.insertInto("confirmations")
		.values({ ...confirmation, used_at: null })
		.execute();
}

/** The subscriber whose confirmation this is, while it can still be used. */
export async function openConfirmation(
	db: Db,
	tokenHash: string,
	now: Instant,
): Promise<number | undefined> {
	const row = await db
		.selectFrom("confirmations")
		.select("subscriber_id")
		.where("token_hash", "=", tokenHash)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return row?.subscriber_id;
}

/** Uses it up. Of several calls at once, one gets whose it is and what it proves. */
export async function useConfirmation(
	db: Db,
	tokenHash: string,
	now: Instant,
): Promise<{ subscriber_id: number; consent_id: number | null } | undefined> {
	return db
		.updateTable("confirmations")
		.set({ used_at: now })
		.where("token_hash", "=", tokenHash)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.returning(["subscriber_id", "consent_id"])
		.executeTakeFirst();
}

export async function hasOpenConfirmation(
	db: Db,
	subscriberId: number,
	now: Instant,
): Promise<boolean> {
	const row = await db
		.selectFrom("confirmations")
		.select("token_hash")
		.where("subscriber_id", "=", subscriberId)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return row !== undefined;
}

/** Makes every link that was sent to them worthless. */
export async function revokeConfirmations(
	db: Db,
	subscriberId: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("confirmations")
		.set({ used_at: now })
		.where("subscriber_id", "=", subscriberId)
		.where("used_at", "is", null)
		.execute();
}
