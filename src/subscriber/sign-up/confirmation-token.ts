import { createHash, randomBytes } from "node:crypto";
import { type Instant, shift } from "../../clock.ts";
import type { Trx } from "../../db/schema.ts";
import { insertConfirmation } from "../../db/subscriber/confirmations.ts";
import { DAY } from "../../time-span.ts";

/** For how long a confirmation's link works. */
export const VALID_DAYS = 7;

const VALID_MS = VALID_DAYS * DAY;

/**
 * A fresh token that confirms this subscriber once, within seven days. It is
 * shown to nobody but them.
 *
 * @param consentId what using it proves
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
		expires_at: shift(now, VALID_MS),
	});
	return token;
}

export function hashConfirmationToken(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
