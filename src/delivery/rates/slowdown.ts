import { type Instant, shift } from "../../clock.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import type { Rate } from "../../rate.ts";
import { MINUTE } from "../../time-span.ts";

/** A server, or one domain group at it, that asked for patience. */
export interface Slowdown {
	/** Messages a minute for now. */
	readonly perMinute: number;
	/** Messages a minute before it asked: once that is reached again, this is over. */
	readonly usual: number;
	/** Until then nothing is sped up. */
	readonly slowedUntil: Instant;
}

/** How long it stays slow after a reply that asked for it. */
const HOLD = 5 * MINUTE;
/** The lanes hear the same thing at the same time: within this it counts once. */
const SAME_BREATH = MINUTE / 2;
/** Sped up by a quarter, a minute at a time. */
const STEP = MINUTE;
const GROWTH = 1.25;

export type Slows = "server" | "group";

/**
 * Whose rate a reply asks to lower: 421 ("closing the channel") and 4.7.x
 * (temporary policy, RFC 3463) that of the recipient's domain group; a 421
 * before any recipient was named, and 4.7.28 (Gmail: unusual rate of mail from
 * this address), that of the whole server. Null: nobody's. A 421 in place of a
 * greeting tells of too many connections, unless it is 4.7.x: the lane waits,
 * and the others go on as they are.
 */
export function slows(result: HandoverResult): Slows | null {
	if (result.kind === "unsent" && result.closing)
		return result.closing === "later" || statusOf(result.error)
			? "server"
			: null;
	if (result.kind !== "rejected" || result.code >= 500) return null;
	const status = statusOf(result.reply);
	if (result.code !== 421 && !status) return null;
	return status === "4.7.28" ? "server" : "group";
}

function statusOf(reply: string): string | undefined {
	return /^\d{3}[ -]+(4\.7\.\d+)\b/.exec(reply)?.[1];
}

/**
 * Halved. `perMinute` is the rate at which it went until now; it counts for the first time
 * only, later halvings go on from the slowed rate.
 */
export function slowed(
	current: Slowdown | undefined,
	perMinute: number,
	now: Instant,
): Slowdown {
	if (!current) {
		const usual = Math.max(2, Math.round(perMinute));
		return {
			usual,
			perMinute: Math.floor(usual / 2),
			slowedUntil: shift(now, HOLD),
		};
	}
	if (shift(now, HOLD - SAME_BREATH) < current.slowedUntil) return current;
	return {
		...current,
		perMinute: Math.max(1, Math.floor(current.perMinute / 2)),
		slowedUntil: shift(now, HOLD),
	};
}

/** After an acceptance: a step faster when the time has come, null when it is as fast as ever. */
export function spedUp(current: Slowdown, now: Instant): Slowdown | null {
	const left = Date.parse(current.slowedUntil) - Date.parse(now);
	// One that lies further ahead than any was set comes from a clock set back.
	if (left > 0 && left <= HOLD) return current;
	const perMinute = Math.ceil(current.perMinute * GROWTH);
	if (perMinute >= current.usual) return null;
	return { ...current, perMinute, slowedUntil: shift(now, STEP) };
}

/** As a rate: spread over the seconds where it is fast enough for that. */
export function paceOf({ perMinute }: Slowdown): Rate {
	return perMinute >= 60
		? { limit: Math.floor(perMinute / 60), periodMs: 1_000 }
		: { limit: perMinute, periodMs: MINUTE };
}
