import type { Selectable } from "kysely";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import type { RateUsageTable } from "../delivery-tables.ts";
import { lock } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

/** How much of one limit is used. Empty server: all of them together. Empty scope: all recipients. */
export interface RateUsageRow {
	server: string;
	scope: string;
	periodMs: number;
	/** The newest slot's number and the counts from that one backwards. */
	window: { slot: number; counts: readonly number[] };
	/** From then on no message is in the window any more. */
	expiresAt: Instant;
}

export interface SlowdownRow {
	server: string;
	scope: string;
	perMinute: number;
	usual: number;
	slowedUntil: Instant;
}

/** Until the transaction ends, no other changes rate usage or slowdowns. */
export async function lockRateUsage(trx: Trx): Promise<void> {
	await lock(trx, "rate-usage");
}

/** The usage of these scopes, at every server. */
export async function rateUsageOf(
	db: Db,
	scopes: readonly string[],
): Promise<RateUsageRow[]> {
	const rows = await db
		.selectFrom("rate_usage")
		.selectAll()
		.where("scope", "in", scopes)
		.execute();
	return rows.map(rowOf);
}

/** The usage that has not expired. */
export async function rateUsageInUse(
	db: Db,
	now: Instant,
): Promise<RateUsageRow[]> {
	const rows = await db
		.selectFrom("rate_usage")
		.selectAll()
		.where("expires_at", ">", now)
		.execute();
	return rows.map(rowOf);
}

function rowOf({
	slot_counts,
	period_ms,
	expires_at,
	...row
}: Selectable<RateUsageTable>): RateUsageRow {
	const [slot = 0, ...counts] = JSON.parse(slot_counts) as number[];
	return {
		...row,
		periodMs: period_ms,
		window: { slot, counts },
		expiresAt: expires_at,
	};
}

export async function saveRateUsage(
	trx: Trx,
	rows: readonly RateUsageRow[],
): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.insertInto("rate_usage")
		.values(
			rows.map(({ periodMs, window, expiresAt, ...row }) => ({
				...row,
				period_ms: periodMs,
				slot_counts: JSON.stringify([window.slot, ...window.counts]),
				expires_at: expiresAt,
			})),
		)
		.onConflict((conflict) =>
			conflict.columns(["scope", "server", "period_ms"]).doUpdateSet((eb) => ({
				slot_counts: eb.ref("excluded.slot_counts"),
				expires_at: eb.ref("excluded.expires_at"),
			})),
		)
		.execute();
}

/**
 * Deletes usage that has expired and slowdowns that ended a day ago. Otherwise
 * a row would remain for every domain that was ever mailed.
 */
export async function deleteUnusedRates(db: Db, now: Instant): Promise<void> {
	await db.deleteFrom("rate_usage").where("expires_at", "<", now).execute();
	await db
		.deleteFrom("slowdowns")
		.where("slowed_until", "<", shift(now, -DAY))
		.execute();
}

export async function slowdowns(db: Db): Promise<SlowdownRow[]> {
	const rows = await db.selectFrom("slowdowns").selectAll().execute();
	return rows.map(({ server, scope, per_minute, usual, slowed_until }) => ({
		server,
		scope,
		perMinute: per_minute,
		usual,
		slowedUntil: slowed_until,
	}));
}

export async function saveSlowdown(trx: Trx, row: SlowdownRow): Promise<void> {
	const { server, scope, perMinute, usual, slowedUntil } = row;
	const change = {
		per_minute: perMinute,
		usual,
		slowed_until: slowedUntil,
	};
	await trx
		.insertInto("slowdowns")
		.values({ server, scope, ...change })
		.onConflict((conflict) =>
			conflict.columns(["server", "scope"]).doUpdateSet(change),
		)
		.execute();
}

export async function deleteSlowdown(
	trx: Trx,
	server: string,
	scope: string,
): Promise<void> {
	await trx
		.deleteFrom("slowdowns")
		.where("server", "=", server)
		.where("scope", "=", scope)
		.execute();
}
