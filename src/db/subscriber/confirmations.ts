import type { Instant } from "../../time/clock.ts";
import type { Db } from "../schema.ts";

/** Only the hash of a token is kept, so nobody can confirm with what is in the database. */
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

/** The id of the subscriber of a confirmation that can still be used. */
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

/** The id of the subscriber of a confirmation that was used, or made invalid by what they did since. */
export async function usedConfirmation(
	db: Db,
	tokenHash: string,
): Promise<number | undefined> {
	const row = await db
		.selectFrom("confirmations")
		.select("subscriber_id")
		.where("token_hash", "=", tokenHash)
		.where("used_at", "is not", null)
		.executeTakeFirst();
	return row?.subscriber_id;
}

/** Marks a confirmation as used. Of several calls at once, only one gets its subscriber and consent. */
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

/** Makes all confirmation links that were sent to them invalid. */
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
