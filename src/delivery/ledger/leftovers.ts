import type { Worker } from "../worker.ts";
import type { Claim, FinishedClaim } from "./claim.ts";

/** What this process knows of its claims that the database does not know yet, because it could not be written. */
export interface Leftovers {
	/** The messages were handed over. The result must be recorded: a 250 that is lost is a second copy. */
	finished: FinishedClaim[];
	/** Claims that no lane began. They are given back. */
	notBegun: Claim[];
}

const kept = new WeakMap<Worker, Map<number, Leftovers>>();

/**
 * The leftovers of a worker's runs of an issue. They outlive a run: a full disk may be
 * written again only when the next run begins. The caller changes the arrays.
 */
export function leftoversOf(worker: Worker, issueId: number): Leftovers {
	const ofWorker = kept.get(worker) ?? new Map<number, Leftovers>();
	kept.set(worker, ofWorker);
	const leftovers = ofWorker.get(issueId) ?? { finished: [], notBegun: [] };
	ofWorker.set(issueId, leftovers);
	return leftovers;
}

/** Whether the worker still has to record something of the issue. */
export function hasLeftovers(worker: Worker, issueId: number): boolean {
	const leftovers = kept.get(worker)?.get(issueId);
	return (
		leftovers !== undefined &&
		leftovers.finished.length + leftovers.notBegun.length > 0
	);
}
