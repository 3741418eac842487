import { claimHolders, reclaimFrom } from "../../db/delivery/claims.ts";
import { excludeOpen } from "../../db/delivery/deliveries.ts";
import { dialectOf } from "../../db/dialect.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import type { Sender } from "../sender.ts";

type Reclaimer = Pick<Sender, "db" | "clock" | "worker">;

/** Frees the claims of workers that are gone, or whose lease has run out. */
export async function reclaim(
	{ db, clock, worker }: Reclaimer,
	issueId: number,
): Promise<void> {
	const now = clock.now();
	// SQLite's write-ahead log can't be shared between machines.
	const onThisMachine = dialectOf(db).name === "sqlite";
	for (const holder of await claimHolders(db, issueId))
		if (holder.until < now || worker.isGone(holder.worker, onThisMachine))
			await db
				.transaction()
				.execute((trx) => reclaimFrom(trx, issueId, holder.worker, now));
}

/** Does the same for a cancelled issue, whose freed deliveries are excluded. */
export async function settleCancelled(
	reclaimer: Reclaimer,
	issueId: number,
): Promise<void> {
	const { db, clock } = reclaimer;
	await reclaim(reclaimer, issueId);
	await db
		.transaction()
		.execute((trx) => excludeOpen(trx, issueId, CANCELLED, clock.now()));
}
