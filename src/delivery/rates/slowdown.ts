import type { HandoverResult } from "../../mail/mailer.ts";
import type { Rate } from "../../rate.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { MINUTE } from "../../time/time-span.ts";
import { isThrottle } from "../reply-causes.ts";

/** The reduced rate of a server, or of one domain group at it, that asked us to slow down. */
export interface Slowdown {
	/** Messages a minute for now. */
	readonly perMinute: number;
	/** Messages a minute before the server asked. Once that rate is reached again, the slowdown ends. */
	readonly usual: number;
	/** The rate does not grow before this. */
	readonly slowedUntil: Instant;
}

/** How long the rate stays low after a reply that asks to slow down. */
const HOLD_MS = 5 * MINUTE;
/** Several lanes get the same reply at the same time: within this time it counts once. */
const SAME_EVENT_MS = MINUTE / 2;
/** The rate grows by a quarter, once a minute. */
const STEP_MS = MINUTE;
const GROWTH = 1.25;

export type SlowdownScope = "server" | "group";

/**
 * What a reply asks to slow down.
 * - The recipient's domain group: 421 ("closing the channel"), 4.7.x (temporary
 *   policy, RFC 3463), and a reply whose words ask for it (reply-causes.ts).
 * - The whole server: such words at MAIL, before it knew the recipient.
 * - The whole server: a 421 before any recipient was named, and 4.7.28 (Gmail:
 *   unusual rate of mail from this address).
 * - Nothing: everything else. A 421 instead of a greeting means too many
 *   connections, unless it is 4.7.x: that lane waits, the others go on.
 */
export function slowdownScopeOf(result: HandoverResult): SlowdownScope | null {
	if (result.kind === "unsent" && result.closing)
		return result.closing === "later" || statusOf(result.error)
			? "server"
			: null;
	if (result.kind !== "rejected") return null;
	const status = result.code < 500 && statusOf(result.reply);
	const asksForIt = isThrottle(result.reply);
	if (result.code !== 421 && !status && !asksForIt) return null;
	return status === "4.7.28" || (asksForIt && result.about === "sender")
		? "server"
		: "group";
}

function statusOf(reply: string): string | undefined {
	return /^\d{3}[ -]+(4\.7\.\d+)\b/.exec(reply)?.[1];
}

/**
 * Halves the rate.
 *
 * @param perMinute the rate until now. Used for the first slowdown only; later
 *   the slowed rate is halved again
 */
export function slowDown(
	current: Slowdown | undefined,
	perMinute: number,
	now: Instant,
): Slowdown {
	if (!current) {
		const usual = Math.max(2, Math.round(perMinute));
		return {
			usual,
			perMinute: Math.floor(usual / 2),
			slowedUntil: shift(now, HOLD_MS),
		};
	}
	if (shift(now, HOLD_MS - SAME_EVENT_MS) < current.slowedUntil) return current;
	return {
		...current,
		perMinute: Math.max(1, Math.floor(current.perMinute / 2)),
		slowedUntil: shift(now, HOLD_MS),
	};
}

/** The slowdown after an accepted message: one step faster if it is time for it; null: the usual rate is reached. */
export function speedUp(current: Slowdown, now: Instant): Slowdown | null {
	const left = Date.parse(current.slowedUntil) - Date.parse(now);
	// A time further ahead than any that is ever set comes from a clock that was set back.
	if (left > 0 && left <= HOLD_MS) return current;
	const perMinute = Math.ceil(current.perMinute * GROWTH);
	if (perMinute >= current.usual) return null;
	return { ...current, perMinute, slowedUntil: shift(now, STEP_MS) };
}

/** As a rate limit: per second where it is fast enough for that. */
export function slowdownRate({ perMinute }: Slowdown): Rate {
	return perMinute >= 60
		? { limit: Math.floor(perMinute / 60), periodMs: 1_000 }
		: { limit: perMinute, periodMs: MINUTE };
}
