import type { AsyncCommit } from "../../db/async-commit.ts";
import { recordOutcomes } from "../../db/delivery/claims.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import { emptyToolFacts } from "../../reader/tool-facts.ts";
import type { Instant } from "../../time/clock.ts";
import type { DuePicker } from "../rates/pick-due.ts";
import { countFigures } from "../returns/figure-brake.ts";
import type { Claim, FinishedClaim } from "./claim.ts";
import { claimNext, type NextClaims } from "./claim-next.ts";
import { createGroupCommit } from "./group-commit.ts";
import { leftoversOf } from "./leftovers.ts";
import type { LedgerContext, Pass } from "./pass.ts";
import { type Change, createRecorder } from "./record.ts";

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
	/** Lets the lanes end that wait for others: one of those failed. */
	releaseLanes(): void;
	/**
	 * Records what could not be recorded, of this pass or of an earlier one of this
	 * process, and gives back the claims that no lane began. Call it while no lane runs.
	 * Rejects when the database still can't be written; then the next pass does it.
	 */
	settle(): Promise<void>;
	/** Resolves when the probe succeeded and the other lanes may begin. */
	readonly serverWorks: Promise<void>;
}

/** A lane that waits for its next claim. */
interface LaneRequest {
	finished: FinishedClaim | null;
	servers: readonly string[];
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

/** What is recorded of a claim that no lane began. */
const GIVEN_BACK = {
	state: "pending",
	next_attempt_at: null,
	smtp_code: null,
	smtp_reply: null,
	reply_id: null,
	reason: "the sender stopped before it began this message",
} as const;

const NO_CLAIMS: NextClaims = { byLane: [], availableAt: null, heldBack: 0 };
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
	/** They go on when a message in flight is answered. */
	const heldBack: LaneRequest[] = [];
	const toolFacts = emptyToolFacts();
	const probe = Promise.withResolvers<void>();
	const leftovers = leftoversOf(context.worker, pass.issueId);
	const add = createGroupCommit<LaneRequest>(
		Math.ceil(pass.lanes / 2),
		handleBatch,
	);

	return {
		recordAndClaim: (finished, servers) =>
			new Promise((resolve, reject) => {
				add({ finished, servers, resolve, reject });
			}),
		releaseLanes() {
			for (const request of heldBack.splice(0)) request.resolve(null);
		},
		settle,
		serverWorks: probe.promise,
	};

	/** Resolves once the batch is committed. The next one may be committed before this one is on disk. */
	async function handleBatch(requests: readonly LaneRequest[]): Promise<void> {
		const reject = (error: unknown) => {
			for (const request of requests) request.reject(error);
		};
		try {
			const { claims, durable } = await commit(requests);
			void durable.then(
				() => {
					// Some of what they waited for may have been answered.
					if (requests.some(({ finished }) => finished !== null))
						for (const request of heldBack.splice(0)) add(request);
					const served = requests.length - claims.heldBack;
					requests.forEach((request, index) => {
						const claim = claims.byLane[index] ?? null;
						if (index >= served && pass.inFlight > 0)
							heldBack.push({ ...request, finished: null });
						else if (claim === null && claims.availableAt !== null)
							waitForLimit(request, claims.availableAt);
						else request.resolve(claim);
					});
				},
				(error) => {
					leftovers.notBegun.push(...claims.byLane.filter(isClaim));
					reject(error);
				},
			);
		} catch (error) {
			leftovers.finished.push(...finishedOf(requests));
			reject(error);
		}
	}

	async function settle(): Promise<void> {
		const { finished, notBegun } = leftovers;
		if (finished.length + notBegun.length === 0) return;
		const { value, durable } = await commits.write(async (trx) => {
			const now = context.clock.now();
			await recordOutcomes(
				trx,
				pass.issueId,
				notBegun.map(({ subscriberId, fence, server, attempts }) => ({
					subscriberId,
					fence,
					server,
					outcome: { ...GIVEN_BACK, attempts: attempts - 1 },
				})),
				now,
			);
			const changes = await record(trx, finished, now);
			await count(trx, changes, now);
			return changes;
		});
		await durable;
		finished.length = 0;
		notBegun.length = 0;
		for (const { from, to } of value) pass.onRecorded(from, to);
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
		const finished = finishedOf(requests);
		const { value, durable } = await commits.write(async (trx) => {
			const now = context.clock.now();
			pass.inFlight -= finished.length;
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
			await count(trx, recorded, now);
			return { recorded, claims };
		});
		for (const { from, to } of value.recorded) pass.onRecorded(from, to);
		if (!pass.probing) probe.resolve();
		return { claims: value.claims, durable };
	}

	/** The last thing in a transaction: see `addFigures`. */
	async function count(trx: Trx, changes: readonly Change[], now: Instant) {
		const counted = changes.flatMap((change) => change.counted ?? []);
		if (counted.length === 0) return;
		const { config } = context;
		pass.figureNotices.push(
			...(await countFigures(trx, config, pass.issueId, counted, now)),
		);
	}

	async function isCancelled(trx: Trx): Promise<boolean> {
		const state = (await issueById(trx, pass.issueId))?.state;
		return state === "cancelled" || state === "ended";
	}
}

function finishedOf(requests: readonly LaneRequest[]): FinishedClaim[] {
	return requests.flatMap((request) => request.finished ?? []);
}

function isClaim(claim: Claim | null): claim is Claim {
	return claim !== null;
}
