import {
	firstAttemptAt,
	insertAttempt,
	needsAttemptRow,
} from "../../db/delivery/attempts.ts";
import {
	circuitBreakerOf,
	stoppedFor,
} from "../../db/delivery/circuit-breakers.ts";
import { recordOutcomes } from "../../db/delivery/claims.ts";
import type { DeliveryState } from "../../db/delivery-tables.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { causeOfReply } from "../../feedback/causes/judge.ts";
import { changeIssueIf } from "../../issue/life/change-issue.ts";
import { hideAddress } from "../../text/mask-addresses.ts";
import { type Instant, shift } from "../../time/clock.ts";
import {
	type DomainGroups,
	domainGroups,
	domainOf,
} from "../rates/domain-groups.ts";
import { maskReply } from "../reply-causes.ts";
import type { Counted } from "../returns/figure-brake.ts";
import { createCircuitBreaker, tripCircuitBreaker } from "./circuit-breaker.ts";
import type { Claim, FinishedClaim } from "./claim.ts";
import { type DeliveryOutcome, judgeReply } from "./judge-reply.ts";
import type { LedgerContext, Pass } from "./pass.ts";
import { GIVE_UP_AFTER_MS } from "./retry.ts";
import { isOwn } from "./setback-of.ts";
import { createSetbacks } from "./setbacks.ts";
import { tryAgain } from "./try-again.ts";

/**
 * Records results and what they say about the SMTP server, in the caller's transaction.
 * Sets `notice` of the pass if they pause the issue, and ends its probe if the
 * SMTP server works.
 *
 * @returns what became of the deliveries that this worker still had claimed
 */
export type Recorder = (
	trx: Trx,
	finished: readonly FinishedClaim[],
	now: Instant,
) => Promise<Change[]>;

/** A delivery's state before its claim, and the one that was recorded. */
export interface Change {
	from: DeliveryState;
	to: DeliveryState;
	/** What it adds to the figures of the issue; null: nothing. */
	counted: Counted | null;
}

interface Decided {
	claim: Claim;
	result: FinishedClaim["result"];
	outcome: DeliveryOutcome;
	/** A day after the first attempt, however long the circuit breaker stopped the issue. */
	giveUpAt: Instant;
}

/** Why an issue stops, for the editor, and whether a person must let it go on. */
interface Stop {
	note: string;
	waits: boolean;
}

export function createRecorder(
	{ config }: Pick<LedgerContext, "config">,
	pass: Pass,
): Recorder {
	const { issueId } = pass;
	const updateCircuitBreaker = createCircuitBreaker(pass);
	const groups = domainGroups(config.domainGroups);
	const setbacks = createSetbacks(pass, groups);

	return async (trx, finished, now) => {
		const decided: Decided[] = [];
		for (const { claim, result } of finished) {
			const isEarly = result.kind === "accepted" || now < pass.giveUpAt;
			const { giveUpAt, expireAt } = isEarly
				? { giveUpAt: pass.giveUpAt, expireAt: pass.giveUpAt }
				: await endsFor(trx, claim, now);
			const retry = { ...config.retry, giveUpAt: expireAt };
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
				server: claim.server,
				outcome: outcome.recorded,
			})),
			now,
		);
		const recorded: Change[] = [];
		const refused: { subscriber_id: number; fence: number }[] = [];
		let pause: string | null = null;
		/** One of them stopped the issue until a person lets it go on. */
		let waits = false;
		for (const one of decided) {
			const { claim, outcome, result } = one;
			const { subscriberId, fence, server } = claim;
			const row = outcome.recorded;
			if (ours.has(subscriberId)) {
				if (row.state === "refused" && !isOwn(result))
					refused.push({ subscriber_id: subscriberId, fence });
				recorded.push({
					from: claim.from,
					to: row.state,
					counted: countedOf(one, groups),
				});
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
			const refusal: Stop | null = ours.has(subscriberId)
				? await judgeByBreadth(trx, one, now, waits)
				: null;
			waits ||= outcome.pause !== null || refusal?.waits === true;
			const why = outcome.pause ?? refusal?.note ?? failure;
			if (why !== null)
				pause ??=
					"reply" in result ? withoutRecipient(why, result.reply, claim) : why;
			// The editor knows already that the SMTP server fails when a probe fails.
			if (!pass.probing) pass.notice ??= pause;
		}
		if (pause !== null)
			await changeIssueIf(trx, { now }, issueId, {
				action: "pause",
				from: ["sending"],
				set: { state: "paused", note: pause },
			});
		// What was in flight when the issue stopped is tried again with the rest.
		if (refused.length > 0 && (await isPaused(trx)))
			await tryAgain(trx, issueId, refused, [], now);
		return recorded;
	};

	async function isPaused(trx: Trx): Promise<boolean> {
		return (await issueById(trx, issueId))?.state === "paused";
	}

	/**
	 * @param waits the issue waits for a person already: then nothing tries by itself
	 * @returns why the issue is paused, if everybody or many get this answer, and
	 *   whether a person must let it go on; otherwise null
	 */
	async function judgeByBreadth(
		trx: Trx,
		{ claim, result, outcome, giveUpAt }: Decided,
		now: Instant,
		waits: boolean,
	): Promise<Stop | null> {
		if (result.kind === "accepted")
			await setbacks.accepted(trx, claim.recipient);
		if (result.kind !== "rejected" || outcome.pause !== null) return null;
		const { state } = outcome.recorded;
		const verdict = await setbacks.rejected(
			trx,
			{ claim, result, state, giveUpAt },
			now,
		);
		// It was not a domain's own, after all: then the note of the pause says enough.
		pass.warnings = pass.warnings.filter(
			({ domain }) => !verdict.domains.includes(domain),
		);
		if (verdict.domain !== null)
			for (const domain of verdict.domains)
				pass.warnings.push({ domain, note: verdict.domain });
		if (verdict.many === null && verdict.everybody === null) return null;
		const isOpen = (await circuitBreakerOf(trx, issueId)) !== undefined;
		// While the breaker is open, what was in flight brings more of the same.
		if (verdict.many !== null)
			return isOpen ? null : { note: verdict.many, waits: true };
		if (waits || (!isOpen && (await isPaused(trx)))) return null;
		const when = await tripCircuitBreaker(trx, issueId, now);
		return { note: `${verdict.everybody} ${when}`, waits: false };
	}

	/**
	 * If limits spread an issue over days, the last recipient is tried for as long
	 * as the first: a day from the first attempt. Nobody expires while the circuit
	 * breaker is open, and the time for which it was open does not count.
	 */
	async function endsFor(
		trx: Trx,
		{ subscriberId, attempts }: Claim,
		now: Instant,
	): Promise<{ giveUpAt: Instant; expireAt: Instant }> {
		const first =
			(attempts > 1
				? await firstAttemptAt(trx, issueId, subscriberId)
				: null) ?? now;
		const giveUpAt = shift(first, GIVE_UP_AFTER_MS);
		const expireAt = (await circuitBreakerOf(trx, issueId))
			? shift(now, GIVE_UP_AFTER_MS)
			: shift(giveUpAt, await stoppedFor(trx, issueId, first));
		return { giveUpAt, expireAt };
	}
}

/** What was accepted counts, and what was refused because the mailbox is gone. */
function countedOf(
	{ claim, result, outcome }: Decided,
	groups: DomainGroups,
): Counted | null {
	const { state } = outcome.recorded;
	const isGone =
		state === "refused" &&
		isOwn(result) &&
		"reply" in result &&
		causeOfReply(result.reply).cause === "gone";
	if (state !== "accepted" && !isGone) return null;
	return {
		server: claim.server,
		domain: groups.groupOf(domainOf(claim.recipient)),
		sent: 1,
		gone: isGone ? 1 : 0,
		complaints: 0,
	};
}

/** A note outlives the recipient's erasure, and servers quote the part before the @ alone, too. */
function withoutRecipient(
	note: string,
	reply: string,
	{ recipient }: Pick<Claim, "recipient">,
): string {
	return note.replace(maskReply(reply), () => hideAddress(reply, recipient));
}
