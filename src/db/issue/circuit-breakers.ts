import type { Instant } from "../../clock.ts";
import type { Db, Trx } from "../schema.ts";

export interface CircuitBreaker {
	/** Probes that failed so far. */
	probes: number;
	/** When one message may try again. */
	probe_at: Instant;
	since: Instant;
}

export async function circuitBreakerOf(
	db: Db,
	issueId: number,
): Promise<CircuitBreaker | undefined> {
	return db
		.selectFrom("issue_brakes")
		.select(["probes", "probe_at", "since"])
		.where("issue_id", "=", issueId)
		.executeTakeFirst();
}

/** Puts the brake on, or notes that a probe has failed. */
export async function openCircuitBreaker(
	trx: Trx,
	issueId: number,
	brake: CircuitBreaker,
): Promise<void> {
	await trx
		.insertInto("issue_brakes")
		.values({ issue_id: issueId, ...brake })
		.onConflict((conflict) =>
			conflict
				.column("issue_id")
				.doUpdateSet({ probes: brake.probes, probe_at: brake.probe_at }),
		)
		.execute();
}

export async function closeCircuitBreaker(
	db: Db,
	issueId: number,
): Promise<void> {
	await db.deleteFrom("issue_brakes").where("issue_id", "=", issueId).execute();
}

/** The paused issues whose relay is to be tried again now. */
export async function issuesDueForProbe(
	db: Db,
	now: Instant,
): Promise<number[]> {
	const rows = await db
		.selectFrom("issue_brakes as b")
		.innerJoin("issues as i", "i.id", "b.issue_id")
		.select("b.issue_id")
		.where("i.state", "=", "paused")
		.where("b.probe_at", "<=", now)
		.execute();
	return rows.map((row) => row.issue_id);
}
