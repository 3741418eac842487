import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { ownDatabase } from "./own-database.ts";

export interface TestDatabase {
	/** Fresh and migrated for every test. */
	readonly db: Db;
}

/** Runs the suite once on SQLite and once on PostgreSQL. */
export function describeDatabases(
	title: string,
	suite: (database: TestDatabase) => void,
): void {
	describe.each(["sqlite", "postgresql"] as const)(`${title} [%s]`, (kind) => {
		const current = {} as { db: Db };
		beforeEach(async () => {
			Object.assign(
				current,
				kind === "sqlite" ? await freshSqlite() : await freshPostgres(),
			);
		});
		afterEach(() => (kind === "sqlite" ? current.db.destroy() : undefined));
		suite(current);
	});
}

/**
 * A migrated database in a file of a temporary folder, opened as the product
 * opens it: with a write-ahead log, waiting for the disk at every commit.
 * `db.destroy()` deletes the folder.
 */
export async function freshSqlite(): Promise<TestDatabase & { file: string }> {
	template ??= migratedFile();
	const bytes = await template;
	const folder = mkdtempSync(join(tmpdir(), "digest-database-"));
	const file = join(folder, "digest.sqlite");
	writeFileSync(file, bytes);
	const db = openDatabase(file);
	const close = db.destroy.bind(db);
	db.destroy = async () => {
		await close();
		rmSync(folder, { recursive: true, force: true });
	};
	return { db, file };
}

let template: Promise<Buffer> | undefined;

/** The bytes of a migrated database. Migrating takes longer than most tests: it is done once for each worker. */
async function migratedFile(): Promise<Buffer> {
	const folder = mkdtempSync(join(tmpdir(), "digest-template-"));
	const file = join(folder, "digest.sqlite");
	const db = openDatabase(file);
	await migrate(db);
	// The last connection to close brings the write-ahead log into the file.
	await db.destroy();
	const bytes = readFileSync(file);
	rmSync(folder, { recursive: true, force: true });
	return bytes;
}

let shared: { db: Db; schema: string } | undefined;

/**
 * One database for each worker, opened as the product opens it, and emptied for each
 * test. Its tables are made again only when the test before changed the schema.
 */
export async function freshPostgres(): Promise<TestDatabase> {
	if (!shared) {
		const db = openDatabase(await ownDatabase());
		await migrate(db);
		shared = { db, schema: await schemaOf(db) };
		return { db };
	}
	const { db, schema } = shared;
	if ((await schemaOf(db)) === schema) await sql.raw(EMPTY).execute(db);
	else {
		await sql`drop schema public cascade`.execute(db);
		await sql`create schema public`.execute(db);
		await migrate(db);
		shared.schema = await schemaOf(db);
	}
	return { db };
}

/**
 * Every column, default, index and finished migration, as one text. The system's
 * own tables, since the views of the information schema take 20 times as long.
 */
async function schemaOf(db: Db): Promise<string> {
	const { rows } = await sql<{ schema: string }>`
		select (
			select string_agg(concat_ws(' ', c.oid, c.relname, a.attname, a.atttypid, a.attnotnull, a.atthasdef), ',' order by c.oid, a.attnum)
				from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
				where c.relnamespace = to_regnamespace('public')
		) || (
			select coalesce(string_agg(concat_ws(' ', oid, adrelid, adnum, md5(adbin::text)), ',' order by oid), '') from pg_attrdef
		) || (to_regclass('public.kysely_migration') is not null) as schema`.execute(
		db,
	);
	const schema = rows[0]?.schema ?? "";
	if (!schema.endsWith("true")) return schema;
	const names = await sql`select name from kysely_migration order by 1`.execute(
		db,
	);
	return schema + JSON.stringify(names.rows);
}

// Truncating all tables makes a file for each of them and their indexes: most tests fill few.
const EMPTY = `
	do $$
	declare one text; filled boolean; full_ones text[];
	begin
		for one in
			select quote_ident(tablename) from pg_tables
				where schemaname = 'public' and tablename not like 'kysely_migration%'
		loop
			execute 'select exists (select from ' || one || ')' into filled;
			if filled then full_ones := full_ones || one; end if;
		end loop;
		if full_ones is not null then
			execute 'truncate ' || array_to_string(full_ones, ', ') || ' cascade';
		end if;
		for one in
			select quote_ident(sequencename) from pg_sequences
				where schemaname = 'public' and last_value is not null
		loop
			execute 'alter sequence ' || one || ' restart';
		end loop;
	end $$;`;
