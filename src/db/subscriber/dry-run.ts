import { sql } from "kysely";
import { inChunks } from "../chunks.ts";
import type { Db } from "../schema.ts";
import { statement } from "../statement.ts";

/*
 * What a dry run would have added, in a table of this connection alone, so
 * that a million addresses need no memory.
 */

/** @param db one connection, on which alone the table is there */
export async function openDryRun(db: Db): Promise<void> {
	await dropDryRun(db);
	await sql`create temporary table dry_run (email_key text primary key)`.execute(
		db,
	);
}

export async function dropDryRun(db: Db): Promise<void> {
	await sql`drop table if exists dry_run`.execute(db);
}

export async function rememberDryRun(
	db: Db,
	keys: readonly string[],
): Promise<void> {
	await inChunks(keys, 1_000, (some) => remember(db, [some.length], some));
}

const remember = statement(
	(mark, _dialect, keys: number) => `
	insert into dry_run (email_key)
	values ${Array.from({ length: keys }, () => `(${mark("text")})`).join(", ")}
	on conflict (email_key) do nothing`,
);

export async function seenInDryRun(
	db: Db,
	keys: readonly string[],
): Promise<{ email_key: string }[]> {
	return inChunks(keys, 1_000, (some) =>
		find<{ email_key: string }>(db, [some.length], some),
	);
}

const find = statement(
	(mark, _dialect, keys: number) => `
	select email_key from dry_run
	where email_key in (${Array.from({ length: keys }, () => mark("text")).join(", ")})`,
);
