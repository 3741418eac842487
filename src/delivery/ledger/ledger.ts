import type { Instant } from "../../clock.ts";
import type { AsyncCommit } from "../../db/async-commit.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import { emptyToolFacts } from "../../reader/tool-facts.ts";
import type { DuePicker } from "../rates/pick-due.ts";
import type { Claim, FinishedClaim } from "./claim.ts";
import { claimNext, type NextClaims } from "./claim-next.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { LedgerContext, Pass } from "./pass.ts";
import { createRecorder } from "./record.ts";

export interface Ledger {
	/**
	 * Records the result of a lane's last message and claims its next. Resolves
	 * when both are on disk. Null: nothing is due now, or the issue is not being
	 * sent any more. Waits for a limit that will soon allow the next message.
	 * Rejects when the database can't be written: then no lane may go on.
	 *
	 * @param finished the claim of the lane's last message; null: this is its first
	 * @param servers the servers that the lane can use, the best first
	 */
	recordAndClaim(
		finished: FinishedClaim | null,
		servers: readonly string[],
	): Promise<Claim | null>;
	/** Resolves when the probe succeeded and the other lanes may begin. */
	readonly relayWorks: Promise<void>;
}

/** A lane that waits for its next claim. */
interface LaneRequest {
	finished: FinishedClaim | null;
	servers: readonly string[];
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

const NO_CLAIMS: NextClaims = { byLane: [], availableAt: null };
/** A lane waits at most this long for a limit: a connection may stay idle for that long, and a limit per minute opens sooner. */
const MAX_LIMIT_WAIT_MS = 90_000;
/** How often a lane that waits for a limit tries again: the issue may have been paused. */
const RETRY_CLAIM_MS = 1_000;

/**
 * The ledger of one pass. The lanes share commits, because a commit waits for the
 * disk, which takes longer than a message: half of the lanes share a commit while
 * the other half send messages.
 */
export function createLedger(
	context: LedgerContext,
	pass: Pass,
	picker: DuePicker,
	commits: AsyncCommit,
): Ledger {
	const record = createRecorder(context, pass);
	const waitingForLimit: LaneRequest[] = [];
	const toolFacts = emptyToolFacts();
	const probe = Promise.withResolvers<void>();
	const add = createGroupCommit<LaneRequest>(
		Math.ceil(pass.lanes / 2),
		handleBatch,
	);

	return {
		recordAndClaim: (finished, servers) =>
			new Promise((resolve, reject) => {
				add({ finished, servers, resolve, reject });
			}),
		relayWorks: probe.promise,
	};

	/** Resolves once the batch is committed. The next one may be committed before this one is on disk. */
	async function handleBatch(requests: readonly LaneRequest[]): Promise<void> {
		const reject = (error: unknown) => {
			for (const request of requests) request.reject(error);
		};
		try {
			const { claims, durable } = await commit(requests);
			void durable.then(() => {
				requests.forEach((request, index) => {
					const claim = claims.byLane[index] ?? null;
					if (claim === null && claims.availableAt !== null)
						waitForLimit(request, claims.availableAt);
					else request.resolve(claim);
				});
			}, reject);
		} catch (error) {
			reject(error);
		}
	}

	/** The lane keeps its connection and tries again when the limit may have opened. */
	function waitForLimit(request: LaneRequest, until: Instant): void {
		const { clock } = context;
		const wait = Date.parse(until) - Date.parse(clock.now());
		if (wait > MAX_LIMIT_WAIT_MS) {
			pass.availableAt = until;
			request.resolve(null);
			return;
		}
		waitingForLimit.push({ ...request, finished: null });
		// The first one's timer is for all.
		if (waitingForLimit.length > 1) return;
		void clock
			.sleep(Math.min(Math.max(wait, 0), RETRY_CLAIM_MS), pass.signal)
			.then(() => {
				for (const waiting of waitingForLimit.splice(0)) add(waiting);
			});
	}

	async function commit(requests: readonly LaneRequest[]) {
		const finished = requests.flatMap((request) => request.finished ?? []);
		const { value, durable } = await commits.write(async (trx) => {
			const now = context.clock.now();
			const recorded = await record(trx, finished, now);
			await picker.observe(
				trx,
				now,
				finished.flatMap(({ claim, result }) =>
					result.kind === "build-failure" ? [] : { ...claim, result },
				),
			);
			const stopping = pass.failed || pass.signal.aborted;
			const claims = stopping
				? NO_CLAIMS
				: await claimNext(
						trx,
						{ context, pass, picker, toolFacts },
						requests.map(({ servers }) => servers),
						now,
					);
			// If the issue was cancelled meanwhile, what these results left open is excluded.
			const idle = !claims.byLane.some((claim) => claim !== null);
			if (idle && (await isCancelled(trx)))
				await excludeOpenDeliveries(trx, pass.issueId, CANCELLED, now);
			return { recorded, claims };
		});
		for (const state of value.recorded) pass.onRecorded(state);
		if (!pass.probing) probe.resolve();
		return { claims: value.claims, durable };
	}

	async function isCancelled(trx: Trx): Promise<boolean> {
		const state = (await issueById(trx, pass.issueId))?.state;
		return state === "cancelled" || state === "ended";
	}
}
