import { randomBytes } from "node:crypto";
import { metaOf, metaOrInsert } from "../db/meta.ts";
import type { Db } from "../db/schema.ts";
import { permanentKey } from "./leaving/suppression.ts";

/** What this installation signs with. */
export interface Secrets {
	/** Signs the links of today's mail. */
	current: string;
	/** Signed the links of earlier mail, which still work. */
	old: readonly string[];
	/**
	 * Never changes. Message-IDs are made with it, so that a copy that goes out
	 * after a change of secrets is the same message, and the hashes by which
	 * suppressed addresses are known again.
	 */
	permanent: string;
}

interface Settings {
	secretKey: string | null;
	secretKeysOld: readonly string[];
}

/**
 * The configured secrets. The current one, when none is configured, and the
 * permanent one are made at the first start and kept in the database, with
 * which they are backed up and restored.
 */
export async function openSecrets(
	db: Db,
	{ secretKey, secretKeysOld }: Settings,
): Promise<Secrets> {
	const permanent = await permanentKey(db);
	if (secretKey === null)
		return {
			current: await metaOrInsert(db, "secret_key", fresh()),
			old: secretKeysOld,
			permanent,
		};
	// Who sets a secret later has mailed links with the generated one before.
	const generated = await metaOf(db, "secret_key");
	return {
		current: secretKey,
		old: [...secretKeysOld, ...(generated === null ? [] : [generated])],
		permanent,
	};
}

function fresh(): string {
	return randomBytes(32).toString("hex");
}
