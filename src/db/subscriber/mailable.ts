import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { Trx } from "../schema.ts";
import { type IdRange, inRange } from "./id-range.ts";

/**
 * Which subscribers `s` may be mailed. A pause that has run out is removed when
 * recipients are frozen, so a pause that is there was chosen later.
 */
export const MAILABLE =
	"s.state = 'active' and s.paused_until is null and s.suppressed is null";

/** Why a row of subscribers may not be mailed; null: it may. */
export const WHY_NOT_MAILABLE = sql<string | null>`case
	when state <> 'active' then 'unsubscribed'
	when suppressed is not null then 'suppressed: ' || suppressed
	when paused_until is not null then 'paused until ' || substr(paused_until, 1, 10)
end`;

/** Whether a row of `subscribers` that is active would be excluded at a seal at this time: a pause that has run out is ended there. */
export function isLeftOut(now: Instant): RawBuilder<boolean> {
	return sql<boolean>`(subscribers.suppressed is not null or coalesce(subscribers.paused_until, '') > ${now})`;
}

/** Ends the pauses that have run out. @param range whose; null: everybody's */
export async function endPauses(
	trx: Trx,
	now: Instant,
	range: IdRange | null = null,
): Promise<void> {
	await trx
		.updateTable("subscribers")
		.set({ paused_until: null, updated_at: now })
		.where("paused_until", "<=", now)
		.where(inRange(range))
		.execute();
}
