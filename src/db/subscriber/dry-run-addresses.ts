import { sql } from "kysely";
import { inChunks } from "../chunks.ts";
import type { Db } from "../schema.ts";
import { statement } from "../statement.ts";

/*
 * The addresses that a dry run of an import would have added. They are in a
 * temporary table, so that a million of them need no memory.
 */

/** @param db a single connection: the temporary table exists only there */
export async function createDryRunAddresses(db: Db): Promise<void> {
	await dropDryRunAddresses(db);
	await sql`create temporary table dry_run (email_key text primary key)`.execute(
		db,
	);
}

export async function dropDryRunAddresses(db: Db): Promise<void> {
	await sql`drop table if exists dry_run`.execute(db);
}

export async function addDryRunAddresses(
	db: Db,
	keys: readonly string[],
): Promise<void> {
	await inChunks(keys, 1_000, (some) => insert(db, [some.length], some));
}

const insert = statement(
	(bind, _dialect, keys: number) => `
	insert into dry_run (email_key)
	values ${Array.from({ length: keys }, () => `(${bind("text")})`).join(", ")}
	on conflict (email_key) do nothing`,
);

export async function findDryRunAddresses(
	db: Db,
	keys: readonly string[],
): Promise<{ email_key: string }[]> {
	return inChunks(keys, 1_000, (some) =>
		find<{ email_key: string }>(db, [some.length], some),
	);
}

const find = statement(
	(bind, _dialect, keys: number) => `
	select email_key from dry_run
	where email_key in (${Array.from({ length: keys }, () => bind("text")).join(", ")})`,
);
