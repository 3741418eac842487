import type { Instant } from "../../clock.ts";
import {
	deleteSlowdown,
	lockRateUsage,
	type SlowdownRow,
	saveSlowdown,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { metaOf, metaOnce } from "../../db/meta.ts";
import type { Trx } from "../../db/schema.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { type Limits, placeOf, type Throttle } from "./limits.ts";
import { slowDown, slowdownScopeOf, speedUp } from "./slowdown.ts";
import { createThroughput } from "./throughput.ts";
import { type WarmUp, warmUpKey, warmUpRate } from "./warm-up.ts";

/** A message that was handed over, or tried to be. */
export interface HandledMessage {
	server: string;
	recipient: string;
	result: HandoverResult;
}

export interface ThrottleKeeper {
	/** What is in force now. What another process observed is known within a second. */
	current(trx: Trx, now: Instant): Promise<Throttle>;
	/** Slows down and speeds up by what the servers said, in the caller's transaction. */
	observe(
		trx: Trx,
		now: Instant,
		handled: readonly HandledMessage[],
	): Promise<void>;
}

export interface ThrottleOptions {
	limits: Limits;
	warmUp: WarmUp | null;
}

/** How often the rows are read. */
const READ_EVERY_MS = 1_000;

export function createThrottle(options: ThrottleOptions): ThrottleKeeper {
	const { limits, warmUp } = options;
	const throughput = createThroughput();
	let known = new Map<string, SlowdownRow>();
	/** When the first message was accepted; null: none is known. */
	let since: Instant | null = null;
	let readAt = Number.NEGATIVE_INFINITY;

	return {
		async current(trx, now) {
			const at = Date.parse(now);
			if (Math.abs(at - readAt) >= READ_EVERY_MS) await read(trx, at);
			return {
				slowdowns: known,
				warmUp: warmUp && warmUpRate(warmUp, since, now),
			};
		},
		async observe(trx, now, handled) {
			const at = Date.parse(now);
			for (const { server, recipient, result } of handled) {
				const scope = limits.scopeOf(recipient);
				if (result.kind !== "unsent") {
					throughput.count(placeOf(server, scope), at);
					throughput.count(placeOf(server, ""), at);
				}
				const slower = slowdownScopeOf(result);
				if (slower)
					await slow(trx, now, server, slower === "group" ? scope : "");
				if (result.kind !== "accepted") continue;
				if (warmUp && since === null) {
					// Take this lock first, always: otherwise two workers that both record a
					// first acceptance would deadlock on its row.
					await lockRateUsage(trx);
					since = await metaOnce(trx, warmUpKey(warmUp), now);
				}
				if (known.size === 0) continue;
				for (const one of [scope, ""])
					await speedUpScope(trx, now, server, one);
			}
		},
	};

	async function read(trx: Trx, at: number): Promise<void> {
		const rows = await slowdowns(trx);
		known = new Map(rows.map((row) => [placeOf(row.server, row.scope), row]));
		if (warmUp) since ??= await metaOf(trx, warmUpKey(warmUp));
		readAt = at;
	}

	async function slow(trx: Trx, now: Instant, server: string, scope: string) {
		await lockRateUsage(trx);
		const at = Date.parse(now);
		await read(trx, at);
		const place = placeOf(server, scope);
		const current = known.get(place);
		const next = slowDown(current, throughput.perMinute(place, at), now);
		if (next === current) return;
		const row = { ...next, server, scope };
		await saveSlowdown(trx, row);
		known.set(place, row);
	}

	async function speedUpScope(
		trx: Trx,
		now: Instant,
		server: string,
		scope: string,
	) {
		const place = placeOf(server, scope);
		const seen = known.get(place);
		if (!seen || speedUp(seen, now) === seen) return;
		await lockRateUsage(trx);
		await read(trx, Date.parse(now));
		const current = known.get(place);
		const next = current && speedUp(current, now);
		if (!current || next === current) return;
		if (next) {
			await saveSlowdown(trx, { ...current, ...next });
			known.set(place, { ...current, ...next });
		} else {
			await deleteSlowdown(trx, server, scope);
			known.delete(place);
		}
	}
}
