import {
	deleteSlowdown,
	lockRateUsage,
	type SlowdownRow,
	saveSlowdown,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { metaOf, metaOrInsert } from "../../db/meta.ts";
import type { Trx } from "../../db/schema.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import type { Instant } from "../../time/clock.ts";
import { type Limits, serverScopeKey, type ThrottleState } from "./limits.ts";
import { slowDown, slowdownScopeOf, speedUp } from "./slowdown.ts";
import { createThroughput } from "./throughput.ts";
import { type WarmUp, warmUpKey, warmUpRate } from "./warm-up.ts";

/** A message and the result of its handover. */
export interface HandledMessage {
	server: string;
	recipient: string;
	result: HandoverResult;
}

/** Adapts the rates to the replies of the servers. */
export interface Throttle {
	/** The limits in force now. Those that another process has set are known within a second. */
	current(trx: Trx, now: Instant): Promise<ThrottleState>;
	/** Slows down or speeds up after these results, in the caller's transaction. */
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

/** How often the rows of other processes are read. */
const READ_EVERY_MS = 1_000;

export function createThrottle(options: ThrottleOptions): Throttle {
	const { limits, warmUp } = options;
	const throughput = createThroughput();
	let current = new Map<string, SlowdownRow>();
	/** When the first message was accepted, which starts the warm-up; null: none is known. */
	let warmUpSince: Instant | null = null;
	let readAt = Number.NEGATIVE_INFINITY;

	return {
		async current(trx, now) {
			const at = Date.parse(now);
			if (Math.abs(at - readAt) >= READ_EVERY_MS) await read(trx, at);
			return {
				slowdowns: current,
				warmUp: warmUp && warmUpRate(warmUp, warmUpSince, now),
			};
		},
		async observe(trx, now, handled) {
			const at = Date.parse(now);
			for (const { server, recipient, result } of handled) {
				const scope = limits.scopeOf(recipient);
				if (result.kind !== "unsent") {
					throughput.count(serverScopeKey(server, scope), at);
					throughput.count(serverScopeKey(server, ""), at);
				}
				const slowed = slowdownScopeOf(result);
				if (slowed)
					await slowDownScope(
						trx,
						now,
						server,
						slowed === "group" ? scope : "",
					);
				if (result.kind !== "accepted") continue;
				if (warmUp && warmUpSince === null) {
					// Take this lock first, always: otherwise two workers that both record a
					// first acceptance would deadlock on its row.
					await lockRateUsage(trx);
					warmUpSince = await metaOrInsert(trx, warmUpKey(warmUp), now);
				}
				if (current.size === 0) continue;
				await speedUpScope(trx, now, server, scope);
				await speedUpScope(trx, now, server, "");
			}
		},
	};

	async function read(trx: Trx, at: number): Promise<void> {
		const rows = await slowdowns(trx);
		current = new Map(
			rows.map((row) => [serverScopeKey(row.server, row.scope), row]),
		);
		if (warmUp) warmUpSince ??= await metaOf(trx, warmUpKey(warmUp));
		readAt = at;
	}

	async function slowDownScope(
		trx: Trx,
		now: Instant,
		server: string,
		scope: string,
	) {
		await lockRateUsage(trx);
		const at = Date.parse(now);
		await read(trx, at);
		const key = serverScopeKey(server, scope);
		const slowdown = current.get(key);
		const next = slowDown(slowdown, throughput.perMinute(key, at), now);
		if (next === slowdown) return;
		const row = { ...next, server, scope };
		await saveSlowdown(trx, row);
		current.set(key, row);
	}

	async function speedUpScope(
		trx: Trx,
		now: Instant,
		server: string,
		scope: string,
	) {
		const key = serverScopeKey(server, scope);
		const unlocked = current.get(key);
		if (!unlocked || speedUp(unlocked, now) === unlocked) return;
		await lockRateUsage(trx);
		await read(trx, Date.parse(now));
		const slowdown = current.get(key);
		const next = slowdown && speedUp(slowdown, now);
		if (!slowdown || next === slowdown) return;
		if (next) {
			await saveSlowdown(trx, { ...slowdown, ...next });
			current.set(key, { ...slowdown, ...next });
		} else {
			await deleteSlowdown(trx, server, scope);
			current.delete(key);
		}
	}
}
