import type { Instant } from "../../time/clock.ts";
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
		.selectFrom("circuit_breakers")
		.select(["probes", "probe_at", "since"])
		.where("issue_id", "=", issueId)
		.executeTakeFirst();
}

/** Stops an issue, or records that a probe has failed. */
export async function openCircuitBreaker(
	trx: Trx,
	issueId: number,
	breaker: CircuitBreaker,
): Promise<void> {
	await trx
		.insertInto("circuit_breakers")
		.values({ issue_id: issueId, ...breaker })
		.onConflict((conflict) =>
			conflict
				.column("issue_id")
				.doUpdateSet({ probes: breaker.probes, probe_at: breaker.probe_at }),
		)
		.execute();
}

/** Lets an issue go on, and keeps for how long it was stopped. */
export async function closeCircuitBreaker(
	db: Db,
	issueId: number,
	now: Instant,
): Promise<void> {
	const breaker = await circuitBreakerOf(db, issueId);
	if (!breaker) return;
	await db
		.insertInto("breaker_pauses")
		.values({ issue_id: issueId, since: breaker.since, until: now })
		.onConflict((conflict) =>
			conflict.columns(["issue_id", "since"]).doUpdateSet({ until: now }),
		)
		.execute();
	await db
		.deleteFrom("circuit_breakers")
		.where("issue_id", "=", issueId)
		.execute();
}

/** For how many milliseconds since `from` the circuit breaker stopped an issue, until it closed. */
export async function stoppedFor(
	db: Db,
	issueId: number,
	from: Instant,
): Promise<number> {
	const pauses = await db
		.selectFrom("breaker_pauses")
		.select(["since", "until"])
		.where("issue_id", "=", issueId)
		.where("until", ">", from)
		.execute();
	let ms = 0;
	for (const { since, until } of pauses)
		ms += Date.parse(until) - Date.parse(since > from ? since : from);
	return ms;
}

/** When the circuit breaker stopped an issue that has ended, the first time first. */
export async function pausesOf(
	db: Db,
	issueId: number,
): Promise<{ since: Instant; until: Instant }[]> {
	return db
		.selectFrom("breaker_pauses")
		.select(["since", "until"])
		.where("issue_id", "=", issueId)
		.orderBy("since")
		.execute();
}

/** The paused issues whose SMTP server must be probed now. */
export async function issuesDueForProbe(
	db: Db,
	now: Instant,
): Promise<number[]> {
	const rows = await db
		.selectFrom("circuit_breakers as b")
		.innerJoin("issues as i", "i.id", "b.issue_id")
		.select("b.issue_id")
		.where("i.state", "=", "paused")
		.where("b.probe_at", "<=", now)
		.execute();
	return rows.map((row) => row.issue_id);
}
