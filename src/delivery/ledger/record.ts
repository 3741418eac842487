import { type Instant, shift } from "../../clock.ts";
import {
	firstAttemptAt,
	insertAttempt,
	isNotable,
} from "../../db/delivery/attempts.ts";
import { recordOutcomes } from "../../db/delivery/claim-batch.ts";
import {
	circuitBreakerOf,
	closeCircuitBreaker,
	openCircuitBreaker,
} from "../../db/issue/circuit-breakers.ts";
import { updateIssue } from "../../db/issue/issues.ts";
import type { DeliveryState, Trx } from "../../db/schema.ts";
import { nextCircuitBreaker } from "./circuit-breaker.ts";
import type { Claim, Finished, Pass } from "./claim.ts";
import type { LedgerContext } from "./ledger.ts";
import { type Decision, decide, GIVE_UP_AFTER_MS } from "./outcome.ts";

/** The circuit breaker opens after this many failures of the relay in a row, for each lane. */
const MAX_FAILURES_PER_LANE = 5;

/**
 * Records results and what they say of the relay, in the caller's transaction.
 * Sets `notice` of the pass when they paused the issue, and ends its probe when
 * the relay works.
 *
 * @returns the states of those whose claim was still ours
 */
export type Recorder = (
	trx: Trx,
	finished: readonly Finished[],
	now: Instant,
) => Promise<DeliveryState[]>;

export function createRecorder(
	{ config }: Pick<LedgerContext, "config">,
	pass: Pass,
): Recorder {
	const { issueId } = pass;
	let failures = 0;

	return async (trx, finished, now) => {
		const decided = [];
		for (const { claim, result } of finished) {
			const giveUpAt =
				result.kind === "accepted" || now < pass.giveUpAt
					? pass.giveUpAt
					: await lastDay(trx, claim, now);
			const retry = { ...config.retry, giveUpAt };
			decided.push({
				...claim,
				result,
				decision: decide(result, claim.attempts, now, retry, Math.random()),
			});
		}
		const ours = await recordOutcomes(
			trx,
			issueId,
			decided.map(({ subscriberId, fence, decision }) => ({
				subscriberId,
				fence,
				outcome: decision.recorded,
			})),
			now,
		);
		const recorded: DeliveryState[] = [];
		let pause: string | null = null;
		for (const one of decided) {
			const { subscriberId, fence, server, decision, result } = one;
			const outcome = decision.recorded;
			if (ours.has(subscriberId)) {
				recorded.push(outcome.state);
				if (isNotable(outcome))
					await insertAttempt(
						trx,
						issueId,
						subscriberId,
						fence,
						outcome,
						server,
						now,
					);
			}
			pause ??=
				decision.pause ?? (await judgeRelay(trx, decision, result, now));
			// A probe that fails is no news.
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

	/** When limits spread an issue over days, the last recipient is tried for as long as the first. */
	async function lastDay(
		trx: Trx,
		{ subscriberId, attempts }: Claim,
		now: Instant,
	): Promise<Instant> {
		const first =
			attempts > 1 ? await firstAttemptAt(trx, issueId, subscriberId) : now;
		return shift(first ?? now, GIVE_UP_AFTER_MS);
	}

	/** What the result says of the relay. A sentence when it pauses the issue. */
	async function judgeRelay(
		trx: Trx,
		{ relay }: Decision,
		result: Finished["result"],
		now: Instant,
	): Promise<string | null> {
		if (relay === "works") {
			failures = 0;
			if (pass.probing) await closeCircuitBreaker(trx, issueId);
			pass.probing = false;
		}
		if (relay !== "fails") return null;
		failures++;
		if (!pass.probing && failures < MAX_FAILURES_PER_LANE * pass.lanes)
			return null;
		const breaker = nextCircuitBreaker(
			await circuitBreakerOf(trx, issueId),
			now,
		);
		await openCircuitBreaker(trx, issueId, breaker);
		const why = "error" in result ? result.error : "";
		return `The SMTP server fails: ${why}. It is tried again after ${breaker.probe_at.slice(11, 16)} UTC, and the issue goes on by itself once it works.`;
	}
}
