import { createHash, randomBytes } from "node:crypto";
import type { Trx } from "../../db/schema.ts";
import { insertConfirmation } from "../../db/subscriber/confirmations.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";

/** How long the link of a confirmation works. */
export const CONFIRMATION_DAYS = 7;

/**
 * Makes a token that confirms this subscriber once, within seven days. Mail it
 * to the subscriber only. The database has only its hash.
 *
 * @param consentId the consent that the token's use proves
 * @returns 22 characters of base64url
 */
export async function createConfirmationToken(
	trx: Trx,
	subscriberId: number,
	now: Instant,
	consentId: number | null = null,
): Promise<string> {
	const token = randomBytes(16).toString("base64url");
	await insertConfirmation(trx, {
		token_hash: hashConfirmationToken(token),
		subscriber_id: subscriberId,
		consent_id: consentId,
		created_at: now,
		expires_at: shift(now, CONFIRMATION_DAYS * DAY),
	});
	return token;
}

/** SHA-256 in hex: the key of the token's row. */
export function hashConfirmationToken(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
