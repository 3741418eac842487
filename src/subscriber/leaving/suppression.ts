import { createHmac, hkdfSync } from "node:crypto";
import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import type { Db, Trx } from "../../db/schema.ts";
import type {
	SuppressionReason,
	SuppressionRow,
} from "../../db/sign-up-tables.ts";
import { revokeConfirmations } from "../../db/subscriber/confirmations.ts";
import {
	deleteSuppression,
	insertSuppression,
	markSuppressed,
	suppressionOf,
} from "../../db/subscriber/suppressions.ts";
import { Failure } from "../../errors.ts";
import type { Clock } from "../../time/clock.ts";
import { formatDay } from "../../time/format-time.ts";
import { permanentKey } from "../secret.ts";

/**
 * Hashes a folded address (HMAC-SHA-256, 64 hex digits). A suppression outlives
 * the subscriber's row and keeps only this hash. The key never changes and is
 * kept in the database: if it were lost or rotated, the next import would mail
 * every suppressed address again. That is worse than what the hash hides from
 * someone who has the database.
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

export async function suppressionFor(
	db: Db,
	emailKey: string,
): Promise<SuppressionRow | undefined> {
	return suppressionOf(db, (await addressHasher(db))(emailKey));
}

/** @throws Failure `suppressed` for an address that must not be mailed */
export async function refuseSuppressed(
	db: Db,
	emailKey: string,
): Promise<void> {
	const suppression = await suppressionFor(db, emailKey);
	if (suppression)
		throw new Failure(
			"suppressed",
			`This address must not be mailed (${suppression.reason}, since ${formatDay(suppression.created_at)}, by ${suppression.source}). If they asked for mail again, lift the suppression first.`,
		);
}

/**
 * Suppresses an address, known or not: it gets no mail from now on, also none of
 * an issue that is being sent. No import, sign-up or command makes it active
 * before the suppression is lifted. Safe to repeat: the first reason is kept.
 *
 * @param emailKey the folded address
 * @param source who asked for it: page, mail, feedback, operator or import
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

/** `suppress` in the caller's transaction. */
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
	// The address may have been suppressed before, for another reason.
	const kept = (await suppressionOf(trx, address_hash))?.reason ?? reason;
	const id = await markSuppressed(trx, emailKey, kept);
	if (id === undefined) return;
	await excludeSubscriber(trx, id, now, `suppressed: ${kept}`);
	await revokeConfirmations(trx, id, now);
}

/** Allows mail to an address again. Returns whether it was suppressed. @param emailKey the folded address */
export async function liftSuppression(
	db: Db,
	emailKey: string,
): Promise<boolean> {
	return db.transaction().execute((trx) => liftSuppressionIn(trx, emailKey));
}

/** `liftSuppression` in the caller's transaction. */
export async function liftSuppressionIn(
	trx: Trx,
	emailKey: string,
): Promise<boolean> {
	await markSuppressed(trx, emailKey, null);
	return deleteSuppression(trx, (await addressHasher(trx))(emailKey));
}
