import { randomBytes } from "node:crypto";
import { metaOnce } from "../db/meta.ts";
import type { Db } from "../db/schema.ts";

/** The configured secret, or one made at the first start and kept in the database. */
export async function secretKey(
	db: Db,
	configured: string | null,
): Promise<string> {
	return (
		configured ??
		(await metaOnce(db, "secret_key", randomBytes(32).toString("hex")))
	);
}
