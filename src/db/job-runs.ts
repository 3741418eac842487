import { type Instant, shift } from "../time/clock.ts";
import type { JobRunRow } from "./installation-tables.ts";
import type { Db } from "./schema.ts";

/** How long after its last renewal another process may take a run over. */
const LEASE_MS = 10 * 60_000;
/** How often the process that runs it renews the claim. */
export const RENEW_EVERY_MS = LEASE_MS / 5;
/** How long after a failure it is tried again. */
const RETRY_AFTER_MS = 5 * 60_000;

/**
 * Takes the run of `job` that was due at `dueAt`, unless it is done, in
 * another worker's claim, or has just failed.
 *
 * @param isGone whether the worker that holds it is known to be dead
 */
export async function claimJobRun(
	db: Db,
	run: { job: string; dueAt: Instant; worker: string; now: Instant },
	isGone: (worker: string) => boolean,
): Promise<boolean> {
	const claim = {
		state: "running" as const,
		claimed_by: run.worker,
		claimed_until: shift(run.now, LEASE_MS),
		started_at: run.now,
		finished_at: null,
	};
	return db.transaction().execute(async (trx) => {
		const { numInsertedOrUpdatedRows } = await trx
			.insertInto("job_runs")
			.values({ job: run.job, due_at: run.dueAt, attempts: 1, ...claim })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (numInsertedOrUpdatedRows === 1n) return true;
		const earlier = await trx
			.selectFrom("job_runs")
			.selectAll()
			.where("job", "=", run.job)
			.where("due_at", "=", run.dueAt)
			.executeTakeFirstOrThrow();
		if (!isFree(earlier, run.now, isGone)) return false;
		const { numUpdatedRows } = await trx
			.updateTable("job_runs")
			.set({ ...claim, attempts: earlier.attempts + 1 })
			.where("job", "=", run.job)
			.where("due_at", "=", run.dueAt)
			// Where several writers see the same row at once, the first one changes this.
			.where("attempts", "=", earlier.attempts)
			.executeTakeFirst();
		return numUpdatedRows === 1n;
	});
}

/** Extends the claim of a run that goes on, unless another worker has taken it over. */
export async function renewJobRun(
	db: Db,
	run: { job: string; dueAt: Instant; worker: string; now: Instant },
): Promise<void> {
	await db
		.updateTable("job_runs")
		.set({ claimed_until: shift(run.now, LEASE_MS) })
		.where("job", "=", run.job)
		.where("due_at", "=", run.dueAt)
		.where("claimed_by", "=", run.worker)
		.where("state", "=", "running")
		.execute();
}

function isFree(
	run: JobRunRow,
	now: Instant,
	isGone: (worker: string) => boolean,
): boolean {
	if (run.state === "done") return false;
	if (run.state === "failed")
		return shift(run.finished_at ?? run.started_at, RETRY_AFTER_MS) <= now;
	return (run.claimed_until ?? "") < now || isGone(run.claimed_by ?? "");
}

/** Records the end of a run, unless another worker has taken it over. */
export async function finishJobRun(
	db: Db,
	run: { job: string; dueAt: Instant; worker: string; now: Instant },
	state: "done" | "failed",
	result: string,
): Promise<void> {
	await db
		.updateTable("job_runs")
		.set({
			state,
			result,
			finished_at: run.now,
			claimed_by: null,
			claimed_until: null,
		})
		.where("job", "=", run.job)
		.where("due_at", "=", run.dueAt)
		.where("claimed_by", "=", run.worker)
		.execute();
}

/** The run of the job that was due last. */
export async function lastJobRun(
	db: Db,
	job: string,
): Promise<JobRunRow | undefined> {
	return db
		.selectFrom("job_runs")
		.selectAll()
		.where("job", "=", job)
		.orderBy("due_at", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** Deletes the runs of a job that were due before an instant. */
export async function deleteJobRuns(
	db: Db,
	job: string,
	before: Instant,
): Promise<void> {
	await db
		.deleteFrom("job_runs")
		.where("job", "=", job)
		.where("due_at", "<", before)
		.execute();
}
