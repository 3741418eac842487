import type { Instant } from "../clock.ts";
import type { Journal } from "../db/journal.ts";
import type { DeliveryState } from "../db/schema.ts";
import type { Desk } from "../issue/desk.ts";
import type { HandoverResult } from "../mail/mailer.ts";
import type { Reader } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { inBatches } from "./batches.ts";
import { claimNext } from "./claim-next.ts";
import { createRecorder } from "./record.ts";

/** A delivery that this worker may act on until the lease ends. */
export interface Claim {
	subscriberId: number;
	recipient: string;
	fence: number;
	attempts: number;
	reader: Reader;
}

export interface Finished {
	claim: Claim;
	result: HandoverResult;
}

export interface Ledger {
	/**
	 * Records what became of a lane's last message and claims its next. Resolves
	 * when both are on disk; null: nothing is due now, or the issue is not being
	 * sent any more. Rejects when the database can't be written: stop sending.
	 */
	exchange(finished: Finished | null): Promise<Claim | null>;
	/** Why what came back stopped the issue, where that is news to the editor. */
	notice(): string | null;
}

export interface LedgerOptions {
	desk: Desk;
	journal: Journal;
	tokens: Tokens;
	issueId: number;
	/** After this a deferred delivery expires. */
	giveUpAt: Instant;
	worker: string;
	/** How many lanes share the ledger. */
	lanes: number;
	/** The relay had stopped the issue: one message goes first and shows whether it works again. */
	probing: boolean;
	/** True once no further delivery may be begun. */
	stopping(): boolean;
	onRecorded(state: DeliveryState): void;
	/** The probe got through: the other lanes may begin. */
	onWorking(): void;
}

interface Request {
	finished: Finished | null;
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

/**
 * The lanes share commits: a commit waits for the disk, which takes longer
 * than a message does, so that half of the lanes wait for each other while the
 * messages of the other half are on their way.
 */
export function createLedger(options: LedgerOptions): Ledger {
	const recorder = createRecorder(options);
	const add = inBatches<Request>(Math.ceil(options.lanes / 2), answer);

	return {
		exchange: (finished) =>
			new Promise((resolve, reject) => {
				add({ finished, resolve, reject });
			}),
		notice: recorder.notice,
	};

	/** The next batch may be written while this one is on its way to the disk. */
	async function answer(requests: readonly Request[]): Promise<void> {
		const refuse = (error: unknown) => {
			for (const request of requests) request.reject(error);
		};
		try {
			const { claims, durable } = await commit(requests);
			void durable.then(() => {
				requests.forEach((request, index) => {
					request.resolve(claims[index] ?? null);
				});
			}, refuse);
		} catch (error) {
			refuse(error);
		}
	}

	async function commit(requests: readonly Request[]) {
		const { desk, journal } = options;
		const probed = recorder.probing();
		const finished = requests.flatMap((request) => request.finished ?? []);
		const { value, durable } = await journal.write(async (trx) => {
			const now = desk.clock.now();
			const recorded = await recorder.record(trx, finished, now);
			const claims = options.stopping()
				? []
				: await claimNext(trx, options, requests.length, now);
			return { recorded, claims };
		});
		for (const state of value.recorded) options.onRecorded(state);
		if (probed && !recorder.probing()) options.onWorking();
		return { claims: value.claims, durable };
	}
}
