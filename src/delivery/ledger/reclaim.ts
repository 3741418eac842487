import { claimHolders, reclaimFrom } from "../../db/delivery/claims.ts";
import { excludeOpen } from "../../db/delivery/deliveries.ts";
import { dialectOf } from "../../db/dialect.ts";
import type { Desk } from "../../issue/context.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import type { Worker } from "../worker.ts";

interface Successor {
	desk: Desk;
	worker: Worker;
}

/** Frees what workers hold who are gone, or whose lease has run out. */
export async function reclaim(
	{ desk, worker }: Successor,
	issueId: number,
): Promise<void> {
	const now = desk.clock.now();
	// SQLite's write-ahead log can't be shared between machines.
	const onThisMachine = dialectOf(desk.db).name === "sqlite";
	for (const holder of await claimHolders(desk.db, issueId))
		if (holder.until < now || worker.isGone(holder.worker, onThisMachine))
			await desk.db
				.transaction()
				.execute((trx) => reclaimFrom(trx, issueId, holder.worker, now));
}

/** The same for a cancelled issue, where what is freed goes nowhere any more. */
export async function settleCancelled(
	successor: Successor,
	issueId: number,
): Promise<void> {
	const { db, clock } = successor.desk;
	await reclaim(successor, issueId);
	await db
		.transaction()
		.execute((trx) => excludeOpen(trx, issueId, CANCELLED, clock.now()));
}
