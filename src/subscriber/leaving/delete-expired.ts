import type { Clock, Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { Db } from "../../db/schema.ts";
import {
	erasedWithTraces,
	scrubDeliveries,
} from "../../db/subscriber/erasure.ts";
import {
	deleteAttempts,
	deleteConsents,
	deleteJobRuns,
	foldDeliveries,
	forgetReplies,
	issuesToFold,
} from "../../db/subscriber/expired.ts";
import { subtractTimeSpan } from "../../time-span.ts";

export interface Forgotten {
	consents: number;
	deliveries: number;
	/** Replies of mail servers, attempts and job runs. */
	logs: number;
	/** Subscribers who were erased while a message to them was on its way. */
	traces: number;
}

/** Rows in one transaction: others get their turn in between. */
const BATCH = 1_000;

/**
 * Lets go of what was kept for long enough. Safe to repeat and to interrupt:
 * each batch is a transaction of its own.
 */
export async function retain(
	db: Db,
	clock: Clock,
	settings: Pick<Config, "retainConsents" | "retainDeliveries" | "retainLogs">,
	signal?: AbortSignal,
): Promise<Forgotten> {
	const now = clock.now();
	const { retainConsents, retainDeliveries, retainLogs } = settings;
	const forgotten = { consents: 0, deliveries: 0, logs: 0, traces: 0 };
	forgotten.traces = await forgetTraces(db);
	if (retainConsents) {
		const before = subtractTimeSpan(now, retainConsents);
		forgotten.consents = await repeat(signal, () =>
			deleteConsents(db, before, BATCH),
		);
	}
	if (retainDeliveries)
		forgotten.deliveries = await foldAll(
			db,
			subtractTimeSpan(now, retainDeliveries),
			signal,
		);
	if (retainLogs) {
		const before = subtractTimeSpan(now, retainLogs);
		for (const forget of [deleteAttempts, forgetReplies, deleteJobRuns])
			forgotten.logs += await repeat(signal, () => forget(db, before, BATCH));
	}
	return forgotten;
}

/** What a worker wrote down of those who were erased while it had their message. Returns of how many. */
export async function forgetTraces(db: Db): Promise<number> {
	const ids = await erasedWithTraces(db, BATCH);
	for (const id of ids) await scrubDeliveries(db, id);
	return ids.length;
}

async function foldAll(
	db: Db,
	before: Instant,
	signal?: AbortSignal,
): Promise<number> {
	let folded = 0;
	for (const issueId of await issuesToFold(db, before))
		folded += await repeat(signal, () =>
			db.transaction().execute((trx) => foldDeliveries(trx, issueId, BATCH)),
		);
	return folded;
}

async function repeat(
	signal: AbortSignal | undefined,
	once: () => Promise<number>,
): Promise<number> {
	let all = 0;
	for (;;) {
		if (signal?.aborted) return all;
		const some = await once();
		all += some;
		if (some < BATCH) return all;
	}
}
