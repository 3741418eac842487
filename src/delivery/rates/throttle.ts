import type { Instant } from "../../clock.ts";
import {
	endSlowdown,
	lockBudgets,
	type SlowdownRow,
	saveSlowdown,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { metaOf, metaOnce } from "../../db/meta.ts";
import type { Trx } from "../../db/schema.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import { type Limits, type Patience, placeOf } from "./limits.ts";
import { slowed, slows, spedUp } from "./slowdown.ts";
import { createMeter } from "./throughput.ts";
import { type WarmUp, warmUpKey, warmUpRate } from "./warm-up.ts";

/** A message that was handed over, or tried to be. */
export interface Handled {
	server: string;
	recipient: string;
	result: HandoverResult;
}

export interface PatienceKeeper {
	/** What holds now; what another process learned is known within a second. */
	now(trx: Trx, now: Instant): Promise<Patience>;
	/** Slows down and speeds up by what the servers said, in the caller's transaction. */
	learn(trx: Trx, now: Instant, handled: readonly Handled[]): Promise<void>;
}

export interface PatienceOptions {
	limits: Limits;
	warmUp: WarmUp | null;
}

/** Milliseconds between two looks at the rows. */
const LOOK = 1_000;

export function createPatience(options: PatienceOptions): PatienceKeeper {
	const { limits, warmUp } = options;
	const meter = createMeter();
	let known = new Map<string, SlowdownRow>();
	/** Of the first acceptance; null: not known of any. */
	let since: Instant | null = null;
	let looked = Number.NEGATIVE_INFINITY;

	return {
		async now(trx, now) {
			const at = Date.parse(now);
			if (Math.abs(at - looked) >= LOOK) await look(trx, at);
			return {
				slowdowns: known,
				warmUp: warmUp && warmUpRate(warmUp, since, now),
			};
		},
		async learn(trx, now, handled) {
			const at = Date.parse(now);
			for (const { server, recipient, result } of handled) {
				const scope = limits.scopeOf(recipient);
				if (result.kind !== "unsent") {
					meter.count(placeOf(server, scope), at);
					meter.count(placeOf(server, ""), at);
				}
				const whose = slows(result);
				if (whose) await slow(trx, now, server, whose === "group" ? scope : "");
				if (result.kind !== "accepted") continue;
				if (warmUp && since === null) {
					// Whoever waits for another's first acceptance must hold nothing it needs.
					await lockBudgets(trx);
					since = await metaOnce(trx, warmUpKey(warmUp), now);
				}
				if (known.size === 0) continue;
				for (const one of [scope, ""]) await speedUp(trx, now, server, one);
			}
		},
	};

	async function look(trx: Trx, at: number): Promise<void> {
		const rows = await slowdowns(trx);
		known = new Map(rows.map((row) => [placeOf(row.server, row.scope), row]));
		if (warmUp) since ??= await metaOf(trx, warmUpKey(warmUp));
		looked = at;
	}

	async function slow(trx: Trx, now: Instant, server: string, scope: string) {
		await lockBudgets(trx);
		const at = Date.parse(now);
		await look(trx, at);
		const place = placeOf(server, scope);
		const current = known.get(place);
		const next = slowed(current, meter.perMinute(place, at), now);
		if (next === current) return;
		const row = { ...next, server, scope };
		await saveSlowdown(trx, row);
		known.set(place, row);
	}

	async function speedUp(
		trx: Trx,
		now: Instant,
		server: string,
		scope: string,
	) {
		const place = placeOf(server, scope);
		const seen = known.get(place);
		if (!seen || spedUp(seen, now) === seen) return;
		await lockBudgets(trx);
		await look(trx, Date.parse(now));
		const current = known.get(place);
		const next = current && spedUp(current, now);
		if (!current || next === current) return;
		if (next) {
			await saveSlowdown(trx, { ...current, ...next });
			known.set(place, { ...current, ...next });
		} else {
			await endSlowdown(trx, server, scope);
			known.delete(place);
		}
	}
}
