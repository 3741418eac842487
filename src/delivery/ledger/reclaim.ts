import { claimHolders, reclaimDeliveries } from "../../db/delivery/claims.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import { dialectOf } from "../../db/dialect.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import type { Sender } from "../sender.ts";
import { hasLeftovers } from "./leftovers.ts";

type ReclaimContext = Pick<Sender, "db" | "clock" | "worker">;

/** Frees the claims of workers that are gone or have an expired lease. */
export async function reclaim(
	{ db, clock, worker }: ReclaimContext,
	issueId: number,
): Promise<void> {
	const now = clock.now();
	// SQLite's write-ahead log can't be shared between machines, so every worker is on this one.
	const onThisMachine = dialectOf(db).name === "sqlite";
	for (const holder of await claimHolders(db, issueId)) {
		// The results are known here, and are recorded when the pass begins.
		if (holder.worker === worker.name && hasLeftovers(worker, issueId))
			continue;
		if (holder.until < now || worker.isGone(holder.worker, onThisMachine))
			await db
				.transaction()
				.execute((trx) => reclaimDeliveries(trx, issueId, holder.worker, now));
	}
}

/** Frees the same claims of a cancelled issue, and excludes its open deliveries. */
export async function settleCancelled(
	context: ReclaimContext,
	issueId: number,
): Promise<void> {
	const { db, clock } = context;
	await reclaim(context, issueId);
	await db
		.transaction()
		.execute((trx) =>
			excludeOpenDeliveries(trx, issueId, CANCELLED, clock.now()),
		);
}
