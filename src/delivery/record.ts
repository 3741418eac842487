import type { Instant } from "../clock.ts";
import { insertAttempt, isNotable } from "../db/attempts.ts";
import { brakeOf, releaseBrake, setBrake } from "../db/brakes.ts";
import { recordOutcomes } from "../db/claim-batch.ts";
import { updateIssue } from "../db/issues.ts";
import type { DeliveryState, Trx } from "../db/schema.ts";
import type { HandoverResult } from "../mail/mailer.ts";
import { nextBrake } from "./brake.ts";
import type { Finished, LedgerOptions } from "./ledger.ts";
import { type Decision, decide } from "./outcome.ts";

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
		const decided = finished.map(({ claim, result }) => ({
			...claim,
			result,
			decision: decide(
				result,
				claim.attempts,
				now,
				{ ...desk.config.retry, giveUpAt: options.giveUpAt },
				Math.random(),
			),
		}));
		const stood = await recordOutcomes(
			trx,
			desk.dialect,
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
		for (const { subscriberId, fence, decision, result } of decided) {
			const outcome = decision.recorded;
			if (stood.has(subscriberId)) {
				recorded.push(outcome.state);
				if (isNotable(outcome))
					await insertAttempt(trx, issueId, subscriberId, fence, outcome, now);
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

	/** What the result says of the relay; a sentence when it stops the issue. */
	async function judge(
		trx: Trx,
		{ relay }: Decision,
		result: HandoverResult,
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
		return `The SMTP server fails: ${why}. It is tried again after ${brake.probe_at.slice(11, 16)} UTC, and the issue goes on by itself once it works.`;
	}
}
