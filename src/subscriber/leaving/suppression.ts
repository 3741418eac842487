import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Clock } from "../../clock.ts";
import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import { metaOf, metaOrInsert } from "../../db/meta.ts";
import type {
	Db,
	SuppressionReason,
	SuppressionRow,
	Trx,
} from "../../db/schema.ts";
import { revokeConfirmations } from "../../db/subscriber/confirmations.ts";
import {
	deleteSuppression,
	insertSuppression,
	markSuppressed,
	suppressionOf,
} from "../../db/subscriber/suppressions.ts";

/**
 * How suppressed addresses are known again once nothing else of them is kept:
 * an HMAC with a key that never changes. The key is in the database, because
 * one that got lost or was rotated would bring everybody back at the next
 * import, which is worse than what it keeps from somebody who has the database.
 */
export async function addressHasher(
	db: Db,
): Promise<(emailKey: string) => string> {
	const permanent = await permanentKey(db);
	const key = Buffer.from(
		hkdfSync("sha256", permanent, "verdict-digest", "suppression", 32),
	);
	return (emailKey) => createHmac("sha256", key).update(emailKey).digest("hex");
}

/** Never changes once it is there: see `Secrets`. */
export async function permanentKey(db: Db): Promise<string> {
	return (
		(await metaOf(db, "permanent_key")) ??
		(await metaOrInsert(db, "permanent_key", randomBytes(32).toString("hex")))
	);
}

/** Why this address must not be mailed, if so. @param emailKey folded whole */
export async function suppressionFor(
	db: Db,
	emailKey: string,
): Promise<SuppressionRow | undefined> {
	return suppressionOf(db, (await addressHasher(db))(emailKey));
}

/**
 * From now on this address is not mailed, not even what is going out, and no
 * import, sign-up or command brings it back before the suppression is lifted.
 *
 * @param source who said so: page, mail, feedback, operator or import
 */
export async function suppress(
	db: Db,
	clock: Clock,
	emailKey: string,
	reason: SuppressionReason,
	source: string,
): Promise<void> {
	await db
		.transaction()
		.execute((trx) => suppressIn(trx, clock, emailKey, reason, source));
}

/** The same in the caller's transaction. */
export async function suppressIn(
	trx: Trx,
	clock: Clock,
	emailKey: string,
	reason: SuppressionReason,
	source: string,
): Promise<void> {
	const now = clock.now();
	const address_hash = (await addressHasher(trx))(emailKey);
	await insertSuppression(trx, {
		address_hash,
		reason,
		source,
		created_at: now,
	});
	// An earlier reason may stand.
	const stands = (await suppressionOf(trx, address_hash))?.reason ?? reason;
	const id = await markSuppressed(trx, emailKey, stands);
	if (id === undefined) return;
	await excludeSubscriber(trx, id, now, `suppressed: ${stands}`);
	await revokeConfirmations(trx, id, now);
}

/** Whether there was one to lift. */
export async function liftSuppression(
	db: Db,
	emailKey: string,
): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		await markSuppressed(trx, emailKey, null);
		return deleteSuppression(trx, (await addressHasher(trx))(emailKey));
	});
}
