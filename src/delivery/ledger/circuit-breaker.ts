import {
	type CircuitBreaker,
	circuitBreakerOf,
	closeCircuitBreaker,
	openCircuitBreaker,
} from "../../db/delivery/circuit-breakers.ts";
import type { Trx } from "../../db/schema.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { MINUTE } from "../../time/time-span.ts";
import { causeOf } from "../reply-causes.ts";
import type { FinishedClaim } from "./claim.ts";
import type { DeliveryOutcome } from "./judge-reply.ts";
import type { Pass } from "./pass.ts";

/** The circuit breaker opens after this many failures in a row, multiplied by the number of lanes. */
const MAX_FAILURES_PER_LANE = 5;

/**
 * The circuit breaker of an issue. It opens when the SMTP server fails many times in a
 * row, and closes when a probe succeeds. Ends the probe of the pass if the SMTP server
 * works.
 *
 * @returns a function that counts one outcome in the caller's transaction. It
 *   returns why the issue is paused, if the breaker opened; otherwise null
 */
export function createCircuitBreaker(
	pass: Pass,
): (
	trx: Trx,
	outcome: DeliveryOutcome,
	result: FinishedClaim["result"],
	now: Instant,
) => Promise<string | null> {
	const { issueId } = pass;
	let failuresInRow = 0;

	return async (trx, { smtpServer }, result, now) => {
		// A refusal shows that the server answers, but not that it takes messages again.
		const works = pass.hasSetbacks
			? result.kind === "accepted"
			: smtpServer === "works";
		if (works) {
			failuresInRow = 0;
			if (pass.probing) await closeCircuitBreaker(trx, issueId, now);
			pass.probing = false;
		}
		if (smtpServer !== "fails") return null;
		failuresInRow++;
		if (!pass.probing && failuresInRow < MAX_FAILURES_PER_LANE * pass.lanes)
			return null;
		const why = "error" in result ? result.error : "";
		const meaning = causeOf(why)?.meaning;
		return `The SMTP server fails: ${why}. ${meaning ? `${meaning} ` : ""}${await tripCircuitBreaker(trx, issueId, now)}`;
	};
}

/**
 * Opens the circuit breaker of an issue, or lets it be open for longer.
 *
 * @returns when it is tried again, as sentences for the editor
 */
export async function tripCircuitBreaker(
	trx: Trx,
	issueId: number,
	now: Instant,
): Promise<string> {
	const breaker = nextCircuitBreaker(await circuitBreakerOf(trx, issueId), now);
	await openCircuitBreaker(trx, issueId, breaker);
	return `It is tried again after ${breaker.probe_at.slice(11, 16)} UTC. Sending continues automatically once the server works.`;
}

/**
 * The breaker after one more failure; the same if messages that were in flight
 * when it opened fail too. The SMTP server is probed after one minute, then
 * after twice as long each time, up to half an hour.
 */
function nextCircuitBreaker(
	earlier: CircuitBreaker | undefined,
	now: Instant,
): CircuitBreaker {
	if (earlier && earlier.probe_at > now) return earlier;
	const probes = earlier ? earlier.probes + 1 : 0;
	const wait = Math.min(MINUTE * 2 ** probes, 30 * MINUTE);
	return { probes, probe_at: shift(now, wait), since: earlier?.since ?? now };
}
