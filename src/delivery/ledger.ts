import { type Instant, shift } from "../clock.ts";
import {
	type ClaimedDelivery,
	claimDelivery,
	dueDeliveries,
	recordOutcome,
} from "../db/claims.ts";
import { excludeOpen } from "../db/deliveries.ts";
import { issueById, updateIssue } from "../db/issues.ts";
import type { DeliveryState, Trx } from "../db/schema.ts";
import { CANCELLED } from "../issue/cancel.ts";
import type { Desk } from "../issue/desk.ts";
import type { HandoverResult } from "../mail/mailer.ts";
import type { Reader } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { decide } from "./outcome.ts";
import { readersOf } from "./reader.ts";

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
}

export interface LedgerOptions {
	desk: Desk;
	tokens: Tokens;
	issueId: number;
	/** After this a deferred or unsure delivery expires. */
	giveUpAt: Instant;
	worker: string;
	/** How many lanes share the ledger. */
	lanes: number;
	/** True once no further delivery may be begun. */
	stopping(): boolean;
	onRecorded(state: DeliveryState): void;
}

/**
 * Longer than any handover can take, with the ten minutes for which a server
 * may think about the final dot (RFC 5321, 4.5.3.2.6): a slow worker that is
 * alive is never doubled.
 */
const LEASE = 40 * 60_000;
/** So many failures of the relay in a row, for each lane, pause the issue. */
const BRAKE = 5;

interface Request {
	finished: Finished | null;
	resolve(claim: Claim | null): void;
	reject(error: unknown): void;
}

/**
 * The lanes share commits: while one transaction is being written, the
 * requests of the other lanes gather, and the next takes them all.
 */
export function createLedger(options: LedgerOptions): Ledger {
	let waiting: Request[] = [];
	let writing = false;
	let failures = 0;

	return {
		exchange: (finished) =>
			new Promise((resolve, reject) => {
				waiting.push({ finished, resolve, reject });
				if (!writing) {
					writing = true;
					setImmediate(flush);
				}
			}),
	};

	async function flush(): Promise<void> {
		while (waiting.length > 0) {
			const requests = waiting;
			waiting = [];
			try {
				const claims = await commit(requests);
				requests.forEach((request, index) => {
					request.resolve(claims[index] ?? null);
				});
			} catch (error) {
				for (const request of requests) request.reject(error);
			}
		}
		writing = false;
	}

	async function commit(requests: readonly Request[]): Promise<Claim[]> {
		const { desk, issueId } = options;
		const recorded: DeliveryState[] = [];
		const claims = await desk.db.transaction().execute(async (trx) => {
			const now = desk.clock.now();
			let pause: string | null = null;
			for (const { finished } of requests) {
				if (!finished) continue;
				const decision = decide(
					finished.result,
					finished.claim.attempts,
					now,
					options.giveUpAt,
					Math.random(),
				);
				const { subscriberId, fence } = finished.claim;
				if (
					await recordOutcome(
						trx,
						issueId,
						subscriberId,
						fence,
						decision.recorded,
						now,
					)
				)
					recorded.push(decision.recorded.state);
				if (decision.relay === "works") failures = 0;
				if (decision.relay === "fails") failures++;
				pause ??= decision.pause;
				if (failures >= BRAKE * options.lanes)
					pause ??= brakeNote(failures, finished.result);
			}
			if (pause !== null)
				await updateIssue(trx, issueId, ["sending"], {
					state: "paused",
					note: pause,
					updated_at: now,
				});
			// Another process may have paused or cancelled it since the last commit.
			const state = (await issueById(trx, issueId))?.state;
			if (state === "cancelled")
				await excludeOpen(trx, issueId, CANCELLED, now);
			return state !== "sending" || options.stopping()
				? []
				: claimNext(trx, requests.length, now);
		});
		for (const state of recorded) options.onRecorded(state);
		return claims;
	}

	async function claimNext(
		trx: Trx,
		count: number,
		now: Instant,
	): Promise<Claim[]> {
		const { desk, issueId, worker } = options;
		const due = await dueDeliveries(trx, desk.dialect, issueId, now, count);
		const readers = await freshReaders(trx, due);
		const until = shift(now, LEASE);
		const claims: Claim[] = [];
		for (const delivery of due) {
			const reader = delivery.reader
				? (JSON.parse(delivery.reader) as Reader)
				: readers.get(delivery.subscriber_id);
			if (!reader) continue;
			await claimDelivery(trx, issueId, delivery, {
				worker,
				until,
				reader: delivery.reader ?? JSON.stringify(reader),
				now,
			});
			claims.push({
				subscriberId: delivery.subscriber_id,
				recipient: reader.address ?? delivery.email,
				fence: delivery.fence + 1,
				attempts: delivery.attempts + 1,
				reader,
			});
		}
		return claims;
	}

	/** Only for those at their first attempt: a copy must be merged from the very same values. */
	async function freshReaders(trx: Trx, due: readonly ClaimedDelivery[]) {
		const { desk, tokens, issueId } = options;
		return readersOf(
			{ db: trx, tokens, publicUrl: desk.config.publicUrl, issueId },
			due
				.filter((delivery) => delivery.reader === null)
				.map(({ subscriber_id, email, name }) => ({
					id: subscriber_id,
					email,
					name,
				})),
		);
	}
}

function brakeNote(failures: number, result: HandoverResult): string {
	const why = "error" in result ? result.error : "";
	return `Paused after ${failures} failures of the SMTP server in a row, the last: ${why}`;
}
