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

export async function freshSqlite(path = ":memory:"): Promise<TestDatabase> {
	const db = openDatabase(path);
	await migrate(db);
	return { db };
}

let shared: { pglite: PGlite; db: Db; schema: string } | undefined;

/**
 * One PGlite a worker (it takes two seconds to start), emptied for each test.
 * Its tables stay, unless the test before changed what they are.
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
	declare every text;
	begin
		select string_agg(quote_ident(tablename), ', ') into every
			from pg_tables
			where schemaname = 'public' and tablename not like 'kysely_migration%';
		execute 'truncate ' || every || ' restart identity cascade';
	end $$;`;
