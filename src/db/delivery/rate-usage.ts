import type { Selectable } from "kysely";
import { type Instant, shift } from "../../clock.ts";
import { DAY } from "../../time-span.ts";
import type { RateUsageTable } from "../delivery-tables.ts";
import { lock } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

/** What a server asked for that long ago says nothing about today. Milliseconds. */

/** One limit's row: see the schema. */
export interface RateUsageRow {
	server: string;
	scope: string;
	period: number;
	/** The newest slot's number and the counts from that one backwards. */
	used: { slot: number; counts: readonly number[] };
	forgetAt: Instant;
}

export interface SlowdownRow {
	server: string;
	scope: string;
	perMinute: number;
	usual: number;
	slowedUntil: Instant;
}

/** Until the transaction ends no other changes budgets or slowdowns. */
export async function lockRateUsage(trx: Trx): Promise<void> {
	await lock(trx, "rate-usage");
}

/** What is known of these scopes, at every server. */
export async function rateUsageOf(
	db: Db,
	scopes: readonly string[],
): Promise<RateUsageRow[]> {
	const rows = await db
		.selectFrom("budgets")
		.selectAll()
		.where("scope", "in", scopes)
		.execute();
	return rows.map(rowOf);
}

/** All that still says something. */
export async function rateUsageInUse(
	db: Db,
	now: Instant,
): Promise<RateUsageRow[]> {
	const rows = await db
		.selectFrom("budgets")
		.selectAll()
		.where("forget_at", ">", now)
		.execute();
	return rows.map(rowOf);
}

function rowOf({
	used,
	forget_at,
	...row
}: Selectable<RateUsageTable>): RateUsageRow {
	const [slot = 0, ...counts] = JSON.parse(used) as number[];
	return { ...row, used: { slot, counts }, forgetAt: forget_at };
}

export async function saveRateUsage(
	trx: Trx,
	rows: readonly RateUsageRow[],
): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.insertInto("budgets")
		.values(
			rows.map(({ used, forgetAt, ...row }) => ({
				...row,
				used: JSON.stringify([used.slot, ...used.counts]),
				forget_at: forgetAt,
			})),
		)
		.onConflict((conflict) =>
			conflict.columns(["scope", "server", "period"]).doUpdateSet((eb) => ({
				used: eb.ref("excluded.used"),
				forget_at: eb.ref("excluded.forget_at"),
			})),
		)
		.execute();
}

/**
 * Removes what says nothing any more: of every domain that was ever mailed
 * there is a row, and a server may be gone that asked for patience.
 */
export async function deleteUnusedRates(db: Db, now: Instant): Promise<void> {
	await db.deleteFrom("budgets").where("forget_at", "<", now).execute();
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
