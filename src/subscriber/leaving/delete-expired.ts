import type { Clock, Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import {
	deleteAttempts,
	deleteConsents,
	deleteJobRuns,
	deletePreflights,
	deleteSmtpReplies,
	issuesToReplaceByCounts,
	replaceDeliveriesByCounts,
} from "../../db/expired-rows.ts";
import type { Db } from "../../db/schema.ts";
import {
	deleteTracesInDeliveries,
	erasedSubscribersWithTraces,
	forgetOldPages,
} from "../../db/subscriber/erasure.ts";
import { subtractTimeSpan } from "../../time-span.ts";

/** Numbers of rows. */
export interface DeletedCounts {
	consents: number;
	/** Folded into the counts of their issue. */
	deliveries: number;
	/** Replies of mail servers, attempts, reports of preflight and job runs. */
	logs: number;
	/** Erased subscribers whose deliveries still contained what a worker wrote during the erasure. */
	traces: number;
}

/** Rows in one transaction, so that other work can go on in between. */
const BATCH = 1_000;

/**
 * Deletes what is older than the RETAIN settings allow. A setting that is null
 * keeps its rows for ever. Safe to repeat and to interrupt, because each batch
 * is a transaction.
 */
export async function deleteExpired(
	db: Db,
	clock: Clock,
	settings: Pick<Config, "retainConsents" | "retainDeliveries" | "retainLogs">,
	signal?: AbortSignal,
): Promise<DeletedCounts> {
	const now = clock.now();
	const { retainConsents, retainDeliveries, retainLogs } = settings;
	const deleted = { consents: 0, deliveries: 0, logs: 0, traces: 0 };
	deleted.traces = await scrubErased(db);
	if (retainConsents) {
		const before = subtractTimeSpan(now, retainConsents);
		deleted.consents = await repeatBatches(signal, () =>
			deleteConsents(db, before, BATCH),
		);
	}
	if (retainDeliveries)
		deleted.deliveries = await foldAllDeliveries(
			db,
			subtractTimeSpan(now, retainDeliveries),
			signal,
		);
	if (retainLogs) {
		const before = subtractTimeSpan(now, retainLogs);
		for (const deleteRows of [
			deleteAttempts,
			deleteSmtpReplies,
			deletePreflights,
			deleteJobRuns,
		])
			deleted.logs += await repeatBatches(signal, () =>
				deleteRows(db, before, BATCH),
			);
	}
	return deleted;
}

/** Scrubs what a worker wrote about subscribers who were erased while it held their message. Returns how many. */
export async function scrubErased(db: Db): Promise<number> {
	const ids = await erasedSubscribersWithTraces(db, BATCH);
	for (const id of ids) await deleteTracesInDeliveries(db, id);
	await forgetOldPages(db);
	return ids.length;
}

async function foldAllDeliveries(
	db: Db,
	before: Instant,
	signal?: AbortSignal,
): Promise<number> {
	let folded = 0;
	for (const issueId of await issuesToReplaceByCounts(db, before))
		folded += await repeatBatches(signal, () =>
			db
				.transaction()
				.execute((trx) => replaceDeliveriesByCounts(trx, issueId, BATCH)),
		);
	return folded;
}

/** Runs batches until one is not full. Returns the sum of their rows. */
async function repeatBatches(
	signal: AbortSignal | undefined,
	runBatch: () => Promise<number>,
): Promise<number> {
	let total = 0;
	for (;;) {
		if (signal?.aborted) return total;
		const rows = await runBatch();
		total += rows;
		if (rows < BATCH) return total;
	}
}
