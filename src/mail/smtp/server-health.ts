import type { HandoverResult } from "../mailer.ts";

/** How a server has done lately. Moments are in milliseconds since 1970. */
export interface ServerHealth {
	/** Failures in a row. */
	readonly failures: number;
	/** When it last went down, and when it is tried again; null: it has worked since, or never failed. */
	readonly down: { readonly from: number; readonly until: number } | null;
	/** How often it went down in a row. */
	readonly timesDown: number;
}

export const HEALTHY: ServerHealth = { failures: 0, down: null, timesDown: 0 };

/** As many failures in a row take a server down. */
const MAX_FAILURES = 3;
const MIN_DOWN_MS = 15_000;
const MAX_DOWN_MS = 600_000;

/**
 * A circuit breaker's states. up (closed): lanes may use the server; probing (half-open):
 * its time down is over, and one lane tries it; down (open): lanes use it only when no
 * other server is left.
 */
export type ServerState = "up" | "probing" | "down";

/** @param now milliseconds since 1970 */
export function stateOf({ down }: ServerHealth, now: number): ServerState {
	if (down === null) return "up";
	// When the clock goes back, the server is tried early rather than kept down for longer.
	return down.from <= now && now < down.until ? "down" : "probing";
}

/**
 * The health after a handover to the server. A failure while it is down changes nothing:
 * that handover began before.
 *
 * @param now milliseconds since 1970
 */
export function healthAfter(
	health: ServerHealth,
	result: HandoverResult,
	now: number,
): ServerHealth {
	if (!isServerFailure(result)) return HEALTHY;
	const state = stateOf(health, now);
	if (state === "down") return health;
	const failures = health.failures + 1;
	if (state === "up" && failures < MAX_FAILURES) return { ...health, failures };
	const wait = Math.min(MIN_DOWN_MS * 2 ** health.timesDown, MAX_DOWN_MS);
	return {
		failures,
		down: { from: now, until: now + wait },
		timesDown: health.timesDown + 1,
	};
}

/** No connection, a lost one, or a 421: the server failed, whatever it thinks of the message. */
function isServerFailure(result: HandoverResult): boolean {
	return (
		result.kind === "unsent" ||
		result.kind === "unsure" ||
		(result.kind === "rejected" && result.code === 421)
	);
}
