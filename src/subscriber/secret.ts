import { randomBytes } from "node:crypto";
import { metaOf, metaOrInsert } from "../db/meta.ts";
import type { Db } from "../db/schema.ts";

/** The secrets that this instance signs with, as texts. */
export interface Secrets {
	/** Signs the links of new mail. */
	current: string;
	/** Signed the links of earlier mail. Those links still work. */
	old: readonly string[];
	/**
	 * Never changes. Makes Message-IDs, so that a second copy of a message has
	 * the same one after a change of secrets, and the hashes of suppressed
	 * addresses.
	 */
	permanent: string;
}

interface Settings {
	secretKey: string | null;
	secretKeysOld: readonly string[];
}

/**
 * The configured secrets. The permanent one is generated at the first start, as
 * is the current one when none is configured. Both are kept in the database, so
 * that a backup contains them.
 */
export async function openSecrets(
	db: Db,
	{ secretKey, secretKeysOld }: Settings,
): Promise<Secrets> {
	const permanent = await permanentKey(db);
	if (secretKey === null)
		return {
			current: await metaOrInsert(db, "secret_key", randomSecret()),
			old: secretKeysOld,
			permanent,
		};
	// Links that were mailed before SECRET_KEY was set are signed with the generated secret.
	const generated = await metaOf(db, "secret_key");
	return {
		current: secretKey,
		old: [...secretKeysOld, ...(generated === null ? [] : [generated])],
		permanent,
	};
}

/** Generated at the first call, and the same for ever: see `Secrets`. */
export async function permanentKey(db: Db): Promise<string> {
	return (
		(await metaOf(db, "permanent_key")) ??
		(await metaOrInsert(db, "permanent_key", randomSecret()))
	);
}

function randomSecret(): string {
	return randomBytes(32).toString("hex");
}
