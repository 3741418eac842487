import type { Clock } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { Db } from "../../db/schema.ts";
import {
	markAsked,
	silentSubscribers,
	unanswered,
} from "../../db/subscriber/inactive-subscribers.ts";
import { insertLetter } from "../../db/subscriber/letters.ts";
import { subtractTimeSpan } from "../../time-span.ts";
import { unsubscribe } from "./unsubscribe.ts";

const BATCH = 500;

/**
 * Retires those who were asked whether they still want it and did not answer
 * in time, and asks those who have long been silent. Nobody is asked and
 * retired in one run. Safe to repeat and to interrupt.
 */
export async function retire(
	db: Db,
	clock: Clock,
	{ retireAfter, retireGrace }: Pick<Config, "retireAfter" | "retireGrace">,
	signal?: AbortSignal,
): Promise<{ asked: number; retired: number }> {
	const done = { asked: 0, retired: 0 };
	if (!retireAfter) return done;
	const now = clock.now();
	const askedBefore = subtractTimeSpan(now, retireGrace);
	while (!signal?.aborted) {
		const silent = await unanswered(db, askedBefore, BATCH);
		for (const { id } of silent) await unsubscribe(db, clock, id, "retired");
		done.retired += silent.length;
		if (silent.length < BATCH) break;
	}
	while (!signal?.aborted) {
		const asked = await db.transaction().execute(async (trx) => {
			const ids = await silentSubscribers(
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
