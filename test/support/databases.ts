import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { afterEach, beforeEach, describe } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Database, Db } from "../../src/db/schema.ts";

export interface TestDatabase {
	/** Fresh and migrated for every test. */
	readonly db: Db;
}

/** Runs the suite once on SQLite and once on PostgreSQL (PGlite). */
export function describeDatabases(
	title: string,
	suite: (database: TestDatabase) => void,
): void {
	describe.each(["sqlite", "pglite"] as const)(`${title} [%s]`, (kind) => {
		const current = {} as { db: Db };
		beforeEach(async () => {
			Object.assign(
				current,
				kind === "sqlite" ? await freshSqlite() : await freshPglite(),
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

let shared: { pglite: PGlite; db: Db; schema: string } | undefined;

/**
 * One PGlite for each worker (it takes two seconds to start), emptied for each
 * test. Its tables are made again only when the test before changed the schema.
 */
export async function freshPglite(): Promise<TestDatabase> {
	if (!shared) {
		const pglite = await PGlite.create();
		const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
		await migrate(db);
		shared = { pglite, db, schema: await schemaOf(pglite) };
		return { db };
	}
	const { pglite, db, schema } = shared;
	if ((await schemaOf(pglite)) === schema) await pglite.exec(EMPTY);
	else {
		await pglite.exec("drop schema public cascade; create schema public;");
		await migrate(db);
	}
	return { db };
}

/** Every column, index and finished migration, as one text. */
async function schemaOf(pglite: PGlite): Promise<string> {
	const [columns, indexes, steps] = await pglite.exec(`
		select table_name, column_name, data_type, column_default, is_nullable
			from information_schema.columns where table_schema = 'public' order by 1, 2;
		select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1;
		select to_regclass('public.kysely_migration') is not null as migrated;`);
	const migrated = steps?.rows[0]?.migrated === true;
	const names = migrated
		? await pglite.query("select name from kysely_migration order by 1")
		: null;
	return JSON.stringify([columns?.rows, indexes?.rows, names?.rows]);
}

const EMPTY = `
	do $$
	declare every_table text;
	begin
		select string_agg(quote_ident(tablename), ', ') into every_table
			from pg_tables
			where schemaname = 'public' and tablename not like 'kysely_migration%';
		execute 'truncate ' || every_table || ' restart identity cascade';
	end $$;`;
