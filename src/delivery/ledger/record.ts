import { type Instant, shift } from "../../clock.ts";
import {
	firstAttemptAt,
	insertAttempt,
	isNotable,
} from "../../db/delivery/attempts.ts";
import { recordOutcomes } from "../../db/delivery/claim-batch.ts";
import {
	brakeOf,
	releaseBrake,
	setBrake,
} from "../../db/issue/circuit-breakers.ts";
import { updateIssue } from "../../db/issue/issues.ts";
import type { DeliveryState, Trx } from "../../db/schema.ts";
import { nextBrake } from "./circuit-breaker.ts";
import type { Finished, LedgerOptions } from "./ledger.ts";
import { type Decision, decide, GIVE_UP_AFTER } from "./outcome.ts";

/** So many failures of the relay in a row, for each lane, put the brake on. */
const TOLERATED = 5;

export interface Recorder {
	/**
	 * Records these results and what they say of the relay, in the caller's
	 * transaction.
	 * @returns the states of those whose claim still stood
	 */
	record(
		trx: Trx,
		finished: readonly Finished[],
		now: Instant,
	): Promise<DeliveryState[]>;
	/** Why the results stopped the issue, if they did and the editor has not been told before. */
	notice(): string | null;
	/** Whether one message is still to show that the relay works again. */
	probing(): boolean;
}

type Options = Pick<
	LedgerOptions,
	"desk" | "issueId" | "giveUpAt" | "lanes" | "probing"
>;

export function createRecorder(options: Options): Recorder {
	const { desk, issueId } = options;
	let { probing } = options;
	let failures = 0;
	let notice: string | null = null;

	return { record, probing: () => probing, notice: () => notice };

	async function record(
		trx: Trx,
		finished: readonly Finished[],
		now: Instant,
	): Promise<DeliveryState[]> {
		const decided = [];
		for (const { claim, result } of finished) {
			const giveUpAt =
				result.kind === "accepted" || now < options.giveUpAt
					? options.giveUpAt
					: await lastDay(trx, claim, now);
			const retry = { ...desk.config.retry, giveUpAt };
			decided.push({
				...claim,
				result,
				decision: decide(result, claim.attempts, now, retry, Math.random()),
			});
		}
		const stood = await recordOutcomes(
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
			if (stood.has(subscriberId)) {
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
			pause ??= decision.pause ?? (await judge(trx, decision, result, now));
			// A probe that fails is no news.
			if (!probing) notice ??= pause;
		}
		if (pause !== null)
			await updateIssue(trx, issueId, ["sending"], {
				state: "paused",
				note: pause,
				updated_at: now,
			});
		return recorded;
	}

	/** When limits spread an issue over days, whoever comes last has as long as the first. */
	async function lastDay(
		trx: Trx,
		{ subscriberId, attempts }: Finished["claim"],
		now: Instant,
	): Promise<Instant> {
		const first =
			attempts > 1 ? await firstAttemptAt(trx, issueId, subscriberId) : now;
		return shift(first ?? now, GIVE_UP_AFTER);
	}

	/** What the result says of the relay; a sentence when it stops the issue. */
	async function judge(
		trx: Trx,
		{ relay }: Decision,
		result: Finished["result"],
		now: Instant,
	): Promise<string | null> {
		if (relay === "works") {
			failures = 0;
			if (probing) await releaseBrake(trx, issueId);
			probing = false;
		}
		if (relay !== "fails") return null;
		failures++;
		if (!probing && failures < TOLERATED * options.lanes) return null;
		const brake = nextBrake(await brakeOf(trx, issueId), now);
		await setBrake(trx, issueId, brake);
		const why = "error" in result ? result.error : "";
		return `The SMTP server fails: ${why}. It is tried again after ${brake.probe_at.slice(11, 16)} UTC. Sending continues automatically once the server works.`;
	}
}
