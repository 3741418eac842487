import type { Instant } from "../../clock.ts";
import type { Journal } from "../../db/async-commit.ts";
import { excludeOpen } from "../../db/delivery/deliveries.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { DeliveryState, Trx } from "../../db/schema.ts";
import type { Desk } from "../../issue/context.ts";
import { CANCELLED } from "../../issue/life/cancel.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { emptyToolFacts } from "../../reader/tool-facts.ts";
import type { Reader } from "../../render/renderer.ts";
import type { Tokens } from "../../subscriber/token.ts";
import type { Chooser } from "../rates/pick-due.ts";
import { claimNext, type NextClaims } from "./claim-next.ts";
import { inBatches } from "./group-commit.ts";
import type { Unmade } from "./outcome.ts";
import { createRecorder } from "./record.ts";

/** A delivery that this worker may act on until the lease ends. */
export interface Claim {
	subscriberId: number;
	recipient: string;
	fence: number;
	attempts: number;
	reader: Reader;
	/** The name of the server that it is to go through. */
	server: string;
}

export interface Finished {
	claim: Claim;
	result: HandoverResult | Unmade;
}

export interface Ledger {
	/**
	 * Records what became of a lane's last message and claims its next. Resolves
	 * when both are on disk; null: nothing is due now, or the issue is not being
	 * sent any more. Waits for a limit that will soon let the next through.
	 * Rejects when the database can't be written: stop sending.
	 *
	 * @param servers that the lane can use, the best first
	 */
	exchange(
		finished: Finished | null,
		servers: readonly string[],
	): Promise<Claim | null>;
	/** When a limit lets the next through that was too far off to wait for; null: none was. */
	opensAt(): Instant | null;
	/** Why what came back stopped the issue, where that is news to the editor. */
	notice(): string | null;
}

export interface LedgerOptions {
	desk: Desk;
	journal: Journal;
	tokens: Tokens;
	issueId: number;
	chooser: Chooser;
	/** After this a deferred or unsure delivery expires. */
	giveUpAt: Instant;
	worker: string;
	/** How many lanes share the ledger. */
	lanes: number;
	/** The relay had stopped the issue: one message goes first and shows whether it works again. */
	probing: boolean;
	/** True once no further delivery may be begun. */
	stopping(): boolean;
	/** Given with it. */
	signal: AbortSignal;
	onRecorded(state: DeliveryState): void;
	/** The probe got through: the other lanes may begin. */
	onWorking(): void;
}

interface Request {
	finished: Finished | null;
	servers: readonly string[];
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

const NONE: NextClaims = { byLane: [], opensAt: null };
/** Longer than a minute's limit takes to open; a connection may rest for that long. */
const REST = 90_000;
/** Whoever waits for a limit looks up as often as that: the issue may have been paused. */
const LOOK_UP = 1_000;

/**
 * The lanes share commits: a commit waits for the disk, which takes longer
 * than a message does, so that half of the lanes wait for each other while the
 * messages of the other half are on their way.
 */
export function createLedger(options: LedgerOptions): Ledger {
	const recorder = createRecorder(options);
	const resting: Request[] = [];
	const toolFacts = emptyToolFacts();
	let opensAt: Instant | null = null;
	const add = inBatches<Request>(Math.ceil(options.lanes / 2), answer);

	return {
		exchange: (finished, servers) =>
			new Promise((resolve, reject) => {
				add({ finished, servers, resolve, reject });
			}),
		opensAt: () => opensAt,
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
					const claim = claims.byLane[index] ?? null;
					if (claim === null && claims.opensAt !== null)
						rest(request, claims.opensAt);
					else request.resolve(claim);
				});
			}, refuse);
		} catch (error) {
			refuse(error);
		}
	}

	/** The lane keeps its connection and asks again when there may be room. */
	function rest(request: Request, until: Instant): void {
		const { clock } = options.desk;
		const wait = Date.parse(until) - Date.parse(clock.now());
		if (wait > REST) {
			opensAt = until;
			request.resolve(null);
			return;
		}
		resting.push({ ...request, finished: null });
		if (resting.length > 1) return;
		void clock
			.sleep(Math.min(Math.max(wait, 0), LOOK_UP), options.signal)
			.then(() => {
				for (const rested of resting.splice(0)) add(rested);
			});
	}

	async function commit(requests: readonly Request[]) {
		const { desk, journal } = options;
		const probed = recorder.probing();
		const finished = requests.flatMap((request) => request.finished ?? []);
		const { value, durable } = await journal.write(async (trx) => {
			const now = desk.clock.now();
			const recorded = await recorder.record(trx, finished, now);
			await options.chooser.learn(
				trx,
				now,
				finished.flatMap(({ claim, result }) =>
					result.kind === "unmade" ? [] : { ...claim, result },
				),
			);
			const claims = options.stopping()
				? NONE
				: await claimNext(
						trx,
						{ ...options, toolFacts },
						requests.map(({ servers }) => servers),
						now,
					);
			// What came back of an issue that was cancelled meanwhile goes nowhere.
			const idle = !claims.byLane.some((claim) => claim !== null);
			if (idle && (await isCancelled(trx)))
				await excludeOpen(trx, options.issueId, CANCELLED, now);
			return { recorded, claims };
		});
		for (const state of value.recorded) options.onRecorded(state);
		if (probed && !recorder.probing()) options.onWorking();
		return { claims: value.claims, durable };
	}

	async function isCancelled(trx: Trx): Promise<boolean> {
		return (await issueById(trx, options.issueId))?.state === "cancelled";
	}
}
