import { type Instant, shift } from "../../clock.ts";
import {
	firstAttemptAt,
	insertAttempt,
	needsAttemptRow,
} from "../../db/delivery/attempts.ts";
import { recordOutcomes } from "../../db/delivery/claims.ts";
import type { DeliveryState } from "../../db/delivery-tables.ts";
import {
	type CircuitBreaker,
	circuitBreakerOf,
	closeCircuitBreaker,
	openCircuitBreaker,
} from "../../db/issue/circuit-breakers.ts";
import { updateIssue } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { MINUTE } from "../../time-span.ts";
import type { Claim, FinishedClaim } from "./claim.ts";
import { type DeliveryOutcome, decideOutcome } from "./outcome.ts";
import type { LedgerContext, Pass } from "./pass.ts";
import { GIVE_UP_AFTER_MS } from "./retry.ts";

/** The circuit breaker opens after this many failures in a row, multiplied by the number of lanes. */
const MAX_FAILURES_PER_LANE = 5;

/**
 * Records results and what they say about the relay, in the caller's transaction.
 * Sets `notice` of the pass if they pause the issue, and ends its probe if the
 * relay works.
 *
 * @returns the new states of the deliveries that this worker still had claimed
 */
export type Recorder = (
	trx: Trx,
	finished: readonly FinishedClaim[],
	now: Instant,
) => Promise<DeliveryState[]>;

export function createRecorder(
	{ config }: Pick<LedgerContext, "config">,
	pass: Pass,
): Recorder {
	const { issueId } = pass;
	let failuresInRow = 0;

	return async (trx, finished, now) => {
		const decided = [];
		for (const { claim, result } of finished) {
			const giveUpAt =
				result.kind === "accepted" || now < pass.giveUpAt
					? pass.giveUpAt
					: await giveUpAtFor(trx, claim, now);
			const retry = { ...config.retry, giveUpAt };
			decided.push({
				...claim,
				result,
				outcome: decideOutcome(
					result,
					claim.attempts,
					now,
					retry,
					Math.random(),
				),
			});
		}
		const ours = await recordOutcomes(
			trx,
			issueId,
			decided.map(({ subscriberId, fence, outcome }) => ({
				subscriberId,
				fence,
				outcome: outcome.recorded,
			})),
			now,
		);
		const recorded: DeliveryState[] = [];
		let pause: string | null = null;
		for (const one of decided) {
			const { subscriberId, fence, server, outcome, result } = one;
			const row = outcome.recorded;
			if (ours.has(subscriberId)) {
				recorded.push(row.state);
				if (needsAttemptRow(row))
					await insertAttempt(
						trx,
						issueId,
						subscriberId,
						fence,
						row,
						server,
						now,
					);
			}
			pause ??=
				outcome.pause ??
				(await updateCircuitBreaker(trx, outcome, result, now));
			// The editor knows already that the relay fails when a probe fails.
			if (!pass.probing) pass.notice ??= pause;
		}
		if (pause !== null)
			await updateIssue(trx, issueId, ["sending"], {
				state: "paused",
				note: pause,
				updated_at: now,
			});
		return recorded;
	};

	/** If limits spread an issue over days, the last recipient is tried for as long as the first: a day from the first attempt. */
	async function giveUpAtFor(
		trx: Trx,
		{ subscriberId, attempts }: Claim,
		now: Instant,
	): Promise<Instant> {
		const first =
			attempts > 1 ? await firstAttemptAt(trx, issueId, subscriberId) : now;
		return shift(first ?? now, GIVE_UP_AFTER_MS);
	}

	/** Opens or closes the circuit breaker. Returns why the issue is paused, if it opened; otherwise null. */
	async function updateCircuitBreaker(
		trx: Trx,
		{ relay }: DeliveryOutcome,
		result: FinishedClaim["result"],
		now: Instant,
	): Promise<string | null> {
		if (relay === "works") {
			failuresInRow = 0;
			if (pass.probing) await closeCircuitBreaker(trx, issueId);
			pass.probing = false;
		}
		if (relay !== "fails") return null;
		failuresInRow++;
		if (!pass.probing && failuresInRow < MAX_FAILURES_PER_LANE * pass.lanes)
			return null;
		const breaker = nextCircuitBreaker(
			await circuitBreakerOf(trx, issueId),
			now,
		);
		await openCircuitBreaker(trx, issueId, breaker);
		const why = "error" in result ? result.error : "";
		return `The SMTP server fails: ${why}. It is tried again after ${breaker.probe_at.slice(11, 16)} UTC. Sending continues automatically once the server works.`;
	}
}

/**
 * The breaker after one more failure. The relay is probed after one minute, then
 * after twice as long each time, up to half an hour.
 */
function nextCircuitBreaker(
	earlier: CircuitBreaker | undefined,
	now: Instant,
): CircuitBreaker {
	const probes = earlier ? earlier.probes + 1 : 0;
	const wait = Math.min(MINUTE * 2 ** probes, 30 * MINUTE);
	return { probes, probe_at: shift(now, wait), since: earlier?.since ?? now };
}
