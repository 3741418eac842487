import { type Instant, shift } from "../../clock.ts";
import {
	firstAttemptAt,
	insertAttempt,
	needsAttemptRow,
} from "../../db/delivery/attempts.ts";
import { recordOutcomes } from "../../db/delivery/claims.ts";
import type { DeliveryState } from "../../db/delivery-tables.ts";
import { updateIssue } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { hideAddress } from "../../mask-addresses.ts";
import { domainGroups } from "../rates/domain-groups.ts";
import { maskReply } from "../reply-causes.ts";
import { createCircuitBreaker, tripCircuitBreaker } from "./circuit-breaker.ts";
import type { Claim, FinishedClaim } from "./claim.ts";
import { type DeliveryOutcome, judgeReply } from "./judge-reply.ts";
import type { LedgerContext, Pass } from "./pass.ts";
import { GIVE_UP_AFTER_MS } from "./retry.ts";
import { createSetbacks } from "./setbacks.ts";

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

interface Decided {
	claim: Claim;
	result: FinishedClaim["result"];
	outcome: DeliveryOutcome;
	giveUpAt: Instant;
}

export function createRecorder(
	{ config }: Pick<LedgerContext, "config">,
	pass: Pass,
): Recorder {
	const { issueId } = pass;
	const updateCircuitBreaker = createCircuitBreaker(pass);
	const setbacks = createSetbacks(pass, domainGroups(config.domainGroups));

	return async (trx, finished, now) => {
		const decided: Decided[] = [];
		for (const { claim, result } of finished) {
			const giveUpAt =
				result.kind === "accepted" || now < pass.giveUpAt
					? pass.giveUpAt
					: await giveUpAtFor(trx, claim, now);
			const retry = { ...config.retry, giveUpAt };
			decided.push({
				claim,
				result,
				giveUpAt,
				outcome: judgeReply(result, claim.attempts, now, retry, Math.random()),
			});
		}
		const ours = await recordOutcomes(
			trx,
			issueId,
			decided.map(({ claim, outcome }) => ({
				subscriberId: claim.subscriberId,
				fence: claim.fence,
				outcome: outcome.recorded,
			})),
			now,
		);
		const recorded: DeliveryState[] = [];
		let pause: string | null = null;
		for (const one of decided) {
			const { claim, outcome, result } = one;
			const { subscriberId, fence, server } = claim;
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
			// Each result counts, also after one of them has paused the issue.
			const failure = await updateCircuitBreaker(trx, outcome, result, now);
			const refusal = ours.has(subscriberId)
				? await judgeByBreadth(trx, one, now)
				: null;
			const why = outcome.pause ?? refusal ?? failure;
			if (why !== null)
				pause ??=
					"reply" in result ? withoutRecipient(why, result.reply, claim) : why;
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

	/** @returns why the issue is paused, if everybody gets this answer; otherwise null */
	async function judgeByBreadth(
		trx: Trx,
		{ claim, result, outcome, giveUpAt }: Decided,
		now: Instant,
	): Promise<string | null> {
		if (result.kind === "accepted")
			await setbacks.accepted(trx, claim.recipient);
		if (result.kind !== "rejected" || outcome.pause !== null) return null;
		const verdict = await setbacks.rejected(
			trx,
			{ claim, result, giveUpAt },
			now,
		);
		if (verdict.domain !== null) pass.warnings.push(verdict.domain);
		if (verdict.everybody === null) return null;
		return `${verdict.everybody} ${await tripCircuitBreaker(trx, issueId, now)}`;
	}

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
}

/** A note outlives the recipient's erasure, and servers quote the part before the @ alone, too. */
function withoutRecipient(
	note: string,
	reply: string,
	{ recipient }: Pick<Claim, "recipient">,
): string {
	return note.replace(maskReply(reply), () => hideAddress(reply, recipient));
}
