import { sql } from "kysely";
import type { Dialect } from "../dialect.ts";
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
	dialect: Dialect,
	keys: readonly string[],
): Promise<void> {
	for (const some of slices(keys))
		await remember(db, dialect, [some.length], some);
}

const remember = statement(
	(mark, _dialect, keys: number) => `
	insert into dry_run (email_key)
	values ${Array.from({ length: keys }, () => `(${mark("text")})`).join(", ")}
	on conflict (email_key) do nothing`,
);

export async function seenInDryRun(
	db: Db,
	dialect: Dialect,
	keys: readonly string[],
): Promise<{ email_key: string }[]> {
	const seen: { email_key: string }[] = [];
	for (const some of slices(keys))
		seen.push(
			...(await find<{ email_key: string }>(db, dialect, [some.length], some)),
		);
	return seen;
}

const find = statement(
	(mark, _dialect, keys: number) => `
	select email_key from dry_run
	where email_key in (${Array.from({ length: keys }, () => mark("text")).join(", ")})`,
);

function* slices(keys: readonly string[]): Generator<readonly string[]> {
	for (let start = 0; start < keys.length; start += 1_000)
		yield keys.slice(start, start + 1_000);
}
