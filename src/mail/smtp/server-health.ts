import type { HandoverResult } from "../mailer.ts";

/** How a server has fared lately. Moments in milliseconds. */
export interface Health {
	/** In a row. */
	readonly failures: number;
	/** Set aside from the one moment to the other; null: never, or it has worked since. */
	readonly aside: { readonly from: number; readonly until: number } | null;
	/** How often it was set aside in a row. */
	readonly times: number;
}

export const WELL: Health = { failures: 0, aside: null, times: 0 };

/** So many failures in a row set a server aside. */
const TOLERATED = 3;
const SHORTEST = 15_000;
const LONGEST = 600_000;

/**
 * up: lanes may use it; probation: its time aside is over, and one lane may
 * see whether it works again; aside: no lane while there is another server.
 */
export type Standing = "up" | "probation" | "aside";

export function standing({ aside }: Health, now: number): Standing {
	if (aside === null) return "up";
	// A clock set back must not prolong it.
	return aside.from <= now && now < aside.until ? "aside" : "probation";
}

/** After a handover to it. What fails while it is aside was under way before. */
export function healthAfter(
	health: Health,
	result: HandoverResult,
	now: number,
): Health {
	if (!isFailure(result)) return WELL;
	const stand = standing(health, now);
	if (stand === "aside") return health;
	const failures = health.failures + 1;
	if (stand === "up" && failures < TOLERATED) return { ...health, failures };
	const wait = Math.min(SHORTEST * 2 ** health.times, LONGEST);
	return {
		failures,
		aside: { from: now, until: now + wait },
		times: health.times + 1,
	};
}

/** The server failed, whatever it thinks of the message: no connection, a lost one, or a 421. */
function isFailure(result: HandoverResult): boolean {
	return (
		result.kind === "unsent" ||
		result.kind === "unsure" ||
		(result.kind === "rejected" && result.code === 421)
	);
}
