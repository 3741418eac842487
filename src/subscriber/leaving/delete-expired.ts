import type { Config } from "../../config/config.ts";
import { deleteOldFigures } from "../../db/delivery/return-figures.ts";
import {
	deleteLogs,
	issuesWithLogs,
	markLogsDeleted,
} from "../../db/expired-logs.ts";
import {
	deleteConsents,
	deleteJobRuns,
	deletePreflights,
	issuesToReplaceByCounts,
	replaceDeliveriesByCounts,
} from "../../db/expired-rows.ts";
import { deleteAuditEntries } from "../../db/issue/audit-log.ts";
import type { Db } from "../../db/schema.ts";
import {
	deleteTracesInDeliveries,
	erasedSubscribersWithTraces,
	forgetOldPages,
} from "../../db/subscriber/erasure.ts";
import type { WalkStep } from "../../db/walk.ts";
import { Failure } from "../../errors.ts";
import { type Clock, type Instant, shift } from "../../time/clock.ts";
import { DAY, subtractTimeSpan } from "../../time/time-span.ts";
import { workThenRest } from "../../work-then-rest.ts";

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

/** Figures of returns are judged over 30 days; a token that names a message works for 60. */
const FIGURES_LAST_MS = 60 * DAY;

/** Rows in one transaction, so that other work can go on in between. */
const BATCH = 1_000;

/**
 * Deletes what is older than the RETAIN settings allow. A setting that is null
 * keeps its rows for ever. Safe to repeat and to interrupt, because each batch
 * is a transaction.
 *
 * @throws Failure `interrupted` when the signal is aborted
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
		deleted.consents = await walk(signal, (after) =>
			deleteConsents(db, before, after, BATCH),
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
		for (const issue of await issuesWithLogs(db, before)) {
			deleted.logs += await walk(signal, (after) =>
				db
					.transaction()
					.execute((trx) => deleteLogs(trx, issue.id, before, after, BATCH)),
			);
			if (issue.last) await markLogsDeleted(db, issue.id, now);
		}
		deleted.logs += await deletePreflights(db, before);
		deleted.logs += await deleteJobRuns(db, before);
		deleted.logs += await deleteAuditEntries(db, before);
	}
	await deleteOldFigures(db, shift(now, -FIGURES_LAST_MS));
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
		folded += await walk(signal, async () => {
			const changed = await db
				.transaction()
				.execute((trx) => replaceDeliveriesByCounts(trx, issueId, BATCH));
			// What was replaced is gone: the next step begins at the front again.
			return { changed, last: changed < BATCH ? null : 0 };
		});
	return folded;
}

/**
 * Walks through a table in steps, with pauses for requests and for sending.
 *
 * @returns the number of rows that were changed
 * @throws Failure `interrupted` when the signal is aborted
 */
async function walk(
	signal: AbortSignal | undefined,
	step: (after: number) => Promise<WalkStep>,
): Promise<number> {
	let total = 0;
	let after = 0;
	for (;;) {
		if (signal?.aborted)
			throw new Failure(
				"interrupted",
				"Deleting what has expired was interrupted. The next run goes on with it.",
			);
		const { changed, last } = await workThenRest(() => step(after));
		total += changed;
		if (last === null) return total;
		after = last;
	}
}
