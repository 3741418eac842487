import type { Instant } from "../../clock.ts";
import type { AsyncCommit } from "../../db/async-commit.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import { emptyToolFacts } from "../../reader/tool-facts.ts";
import type { DuePicker } from "../rates/pick-due.ts";
import type { Claim, Finished, LedgerContext, Pass } from "./claim.ts";
import { claimNext, type NextClaims } from "./claim-next.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createRecorder } from "./record.ts";

export interface Ledger {
	/**
	 * Records the result of a lane's last message and claims its next. Resolves
	 * when both are on disk. Null: nothing is due now, or the issue is not being
	 * sent any more. Waits for a limit that will soon let the next one through.
	 * Rejects when the database can't be written: stop sending.
	 *
	 * @param servers that the lane can use, the best first
	 */
	exchange(
		finished: Finished | null,
		servers: readonly string[],
	): Promise<Claim | null>;
	/** Resolves when the probe got through and the other lanes may begin. */
	readonly relayWorks: Promise<void>;
}

interface Request {
	finished: Finished | null;
	servers: readonly string[];
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

const NONE: NextClaims = { byLane: [], availableAt: null };
/** Longer than a limit per minute takes to open. A connection may stay idle for that long. */
const MAX_REST_MS = 90_000;
/** How often a lane that waits for a limit asks again: the issue may have been paused. */
const ASK_AGAIN_MS = 1_000;

/**
 * The lanes share commits. A commit waits for the disk, which takes longer than
 * a message. So half of the lanes wait for each other while the messages of the
 * other half are on their way.
 */
export function createLedger(
	context: LedgerContext,
	pass: Pass,
	picker: DuePicker,
	commits: AsyncCommit,
): Ledger {
	const record = createRecorder(context, pass);
	const resting: Request[] = [];
	const loaded = emptyToolFacts();
	const probe = Promise.withResolvers<void>();
	const add = createGroupCommit<Request>(Math.ceil(pass.lanes / 2), answer);

	return {
		exchange: (finished, servers) =>
			new Promise((resolve, reject) => {
				add({ finished, servers, resolve, reject });
			}),
		relayWorks: probe.promise,
	};

	/** The next batch may be written while this one is on its way to the disk. */
	async function answer(requests: readonly Request[]): Promise<void> {
		const reject = (error: unknown) => {
			for (const request of requests) request.reject(error);
		};
		try {
			const { claims, durable } = await commit(requests);
			void durable.then(() => {
				requests.forEach((request, index) => {
					const claim = claims.byLane[index] ?? null;
					if (claim === null && claims.availableAt !== null)
						rest(request, claims.availableAt);
					else request.resolve(claim);
				});
			}, reject);
		} catch (error) {
			reject(error);
		}
	}

	/** The lane keeps its connection and asks again when the limit may have opened. */
	function rest(request: Request, until: Instant): void {
		const { clock } = context;
		const wait = Date.parse(until) - Date.parse(clock.now());
		if (wait > MAX_REST_MS) {
			pass.availableAt = until;
			request.resolve(null);
			return;
		}
		resting.push({ ...request, finished: null });
		if (resting.length > 1) return;
		void clock
			.sleep(Math.min(Math.max(wait, 0), ASK_AGAIN_MS), pass.signal)
			.then(() => {
				for (const rested of resting.splice(0)) add(rested);
			});
	}

	async function commit(requests: readonly Request[]) {
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
				? NONE
				: await claimNext(
						trx,
						{ context, pass, picker, loaded },
						requests.map(({ servers }) => servers),
						now,
					);
			// Results of an issue that was cancelled meanwhile leave nothing open.
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
		return (await issueById(trx, pass.issueId))?.state === "cancelled";
	}
}
