import type { Instant } from "../../time/clock.ts";
import type { Db, Trx } from "../schema.ts";
import type { PasskeyRow } from "./studio-tables.ts";

export async function insertChallenge(
	db: Db,
	challenge: {
		challenge_hash: string;
		browser_hash: string;
		editor_id: number | null;
		expires_at: Instant;
	},
): Promise<void> {
	await db.insertInto("passkey_challenges").values(challenge).execute();
}

/** Uses a challenge up, in one statement. @param editorId null: it was for signing in */
export async function takeChallenge(
	db: Db,
	challengeHash: string,
	browserHash: string,
	editorId: number | null,
	now: Instant,
): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom("passkey_challenges")
		.where("challenge_hash", "=", challengeHash)
		.where("browser_hash", "=", browserHash)
		.where("editor_id", editorId === null ? "is" : "=", editorId)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

export async function deleteExpiredChallenges(
	db: Db,
	now: Instant,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("passkey_challenges")
		.where("expires_at", "<=", now)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

export async function insertPasskey(
	trx: Trx,
	passkey: Omit<PasskeyRow, "id">,
): Promise<void> {
	await trx.insertInto("passkeys").values(passkey).execute();
}

export async function passkeysOf(
	db: Db,
	editorId: number,
): Promise<PasskeyRow[]> {
	return db
		.selectFrom("passkeys")
		.selectAll()
		.where("editor_id", "=", editorId)
		.orderBy("id")
		.execute();
}

export async function passkeyBy(
	db: Db,
	credentialId: string,
): Promise<PasskeyRow | undefined> {
	return db
		.selectFrom("passkeys")
		.selectAll()
		.where("credential_id", "=", credentialId)
		.executeTakeFirst();
}

/** @returns false: another sign-in raised the counter meanwhile, or it was removed */
export async function recordPasskeyUse(
	trx: Trx,
	{ id, counter }: Pick<PasskeyRow, "id" | "counter">,
	newCounter: number,
	now: Instant,
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable("passkeys")
		.set({ counter: newCounter, used_at: now })
		.where("id", "=", id)
		.where("counter", "=", counter)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

export async function deletePasskey(
	trx: Trx,
	id: number,
	editorId: number,
): Promise<PasskeyRow | undefined> {
	return trx
		.deleteFrom("passkeys")
		.where("id", "=", id)
		.where("editor_id", "=", editorId)
		.returningAll()
		.executeTakeFirst();
}
