import { type Instant, shift } from "../../clock.ts";
import type { CircuitBreaker } from "../../db/issue/circuit-breakers.ts";
import { MINUTE } from "../../time-span.ts";

/**
 * The breaker after one more failure: the relay is tried again after one minute,
 * then after twice as long each time, up to half an hour.
 */
export function nextCircuitBreaker(
	earlier: CircuitBreaker | undefined,
	now: Instant,
): CircuitBreaker {
	const probes = earlier ? earlier.probes + 1 : 0;
	const wait = Math.min(MINUTE * 2 ** probes, 30 * MINUTE);
	return { probes, probe_at: shift(now, wait), since: earlier?.since ?? now };
}
