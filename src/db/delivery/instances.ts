import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { dialectOf } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";

const GENERATION = "generation";
const ADOPTED_AT = "adopted_at";

export async function adoptedInstances(db: Db): Promise<string[]> {
	const rows = await db.selectFrom("instances").select("fingerprint").execute();
	return rows.map((row) => row.fingerprint);
}

export async function insertInstance(
	db: Db,
	fingerprint: string,
	now: Instant,
): Promise<void> {
	await db
		.insertInto("instances")
		.values({ fingerprint, adopted_at: now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/**
 * Where a PostgreSQL database is: its cluster and its number in it. A dump that is
 * restored elsewhere is in another place; a copy of all of a cluster's files is not.
 * Null for SQLite, and where the server does not tell.
 */
export async function placeOf(db: Db): Promise<string | null> {
	if (dialectOf(db).name === "sqlite") return null;
	const { rows } = await sql<{ cluster: string | null; number: string }>`
		select case when has_function_privilege('pg_control_system()', 'execute')
			then (select system_identifier from pg_control_system()) end::text as cluster,
			oid::text as number
		from pg_database where datname = current_database()`.execute(db);
	const [row] = rows;
	return row?.cluster ? `postgres:${row.cluster}:${row.number}` : null;
}

/** How often sending an issue was begun from this database. */
export async function generation(db: Db): Promise<number> {
	const row = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", GENERATION)
		.executeTakeFirst();
	return Number(row?.value ?? 0);
}

export function setGeneration(trx: Trx, value: number): Promise<void> {
	return setMeta(trx, GENERATION, String(value));
}

/** When somebody last adopted this database as a copy; null: nobody did. */
export async function lastAdoption(db: Db): Promise<Instant | null> {
	const row = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", ADOPTED_AT)
		.executeTakeFirst();
	return row?.value ?? null;
}

export function setLastAdoption(trx: Trx, now: Instant): Promise<void> {
	return setMeta(trx, ADOPTED_AT, now);
}

async function setMeta(trx: Trx, key: string, value: string): Promise<void> {
	await trx
		.insertInto("meta")
		.values({ key, value })
		.onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
		.execute();
}
