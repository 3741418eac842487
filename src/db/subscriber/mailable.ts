import { sql } from "kysely";
import type { Instant } from "../../clock.ts";
import type { Trx } from "../schema.ts";

/**
 * Whom an issue may reach, of subscribers called `s`. A pause that has run out
 * is taken away when recipients are frozen; one that is there was chosen since.
 */
export const MAILABLE =
	"s.state = 'active' and s.paused_until is null and s.suppressed is null";

/** Why one who may not be reached is left out, of a row of subscribers. */
export const WHY_NOT_MAILABLE = sql<string | null>`case
	when state <> 'active' then 'unsubscribed'
	when suppressed is not null then 'suppressed: ' || suppressed
	when paused_until is not null then 'paused until ' || substr(paused_until, 1, 10)
end`;

/** Ends the pauses that have run out. */
export async function endPauses(trx: Trx, now: Instant): Promise<void> {
	await trx
		.updateTable("subscribers")
		.set({ paused_until: null, updated_at: now })
		.where("paused_until", "<=", now)
		.execute();
}
