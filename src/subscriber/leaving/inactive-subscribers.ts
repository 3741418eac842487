import type { Config } from "../../config/config.ts";
import type { Db } from "../../db/schema.ts";
import {
	inactiveSubscribers,
	markAsked,
	unansweredSubscribers,
} from "../../db/subscriber/inactive-subscribers.ts";
import { insertLetter } from "../../db/subscriber/letters.ts";
import { Failure } from "../../errors.ts";
import type { Clock } from "../../time/clock.ts";
import { subtractTimeSpan } from "../../time/time-span.ts";
import { unsubscribe } from "./unsubscribe.ts";

/** Subscribers in one transaction. */
const BATCH = 500;

/**
 * Unsubscribes those who were asked whether they still want the digest and did
 * not answer within `retireGrace`. Then asks those without a sign of life for
 * `retireAfter`. Nobody is asked and unsubscribed in one run. Does nothing
 * without `retireAfter`. Safe to repeat and to interrupt.
 *
 * @returns how many were asked and how many unsubscribed
 * @throws Failure `interrupted` when the signal is aborted
 */
export async function processInactiveSubscribers(
	db: Db,
	clock: Clock,
	{ retireAfter, retireGrace }: Pick<Config, "retireAfter" | "retireGrace">,
	signal?: AbortSignal,
): Promise<{ asked: number; unsubscribed: number }> {
	const done = { asked: 0, unsubscribed: 0 };
	if (!retireAfter) return done;
	const now = clock.now();
	const askedBefore = subtractTimeSpan(now, retireGrace);
	for (;;) {
		refuseToGoOn(signal);
		const inactive = await unansweredSubscribers(db, askedBefore, BATCH);
		for (const { id } of inactive) await unsubscribe(db, clock, id, "inactive");
		done.unsubscribed += inactive.length;
		if (inactive.length < BATCH) break;
	}
	for (;;) {
		refuseToGoOn(signal);
		const asked = await db.transaction().execute(async (trx) => {
			const ids = await inactiveSubscribers(
				trx,
				subtractTimeSpan(now, retireAfter),
				BATCH,
			);
			for (const subscriberId of ids) {
				await insertLetter(trx, { subscriberId, kind: "still-wanted", now });
				await markAsked(trx, subscriberId, now);
			}
			return ids.length;
		});
		done.asked += asked;
		if (asked < BATCH) break;
	}
	return done;
}

/** Otherwise the day's run would be recorded as done. */
function refuseToGoOn(signal: AbortSignal | undefined): void {
	if (signal?.aborted)
		throw new Failure(
			"interrupted",
			"Asking inactive subscribers was interrupted. The next run goes on with it.",
		);
}
