import { type KyselyPlugin, sql } from "kysely";
import { dialectOf } from "../../src/db/dialect.ts";
import type { Db } from "../../src/db/schema.ts";

/** Drops every table, also those of the migrations. */
export async function dropEverything(db: Db): Promise<void> {
	if (dialectOf(db).name === "postgres") {
		await sql`drop schema public cascade`.execute(db);
		await sql`create schema public`.execute(db);
		return;
	}
	await sql`pragma foreign_keys = off`.execute(db);
	const tables = await db.introspection.getTables({
		withInternalKyselyTables: true,
	});
	for (const { name } of tables) await db.schema.dropTable(name).execute();
	await sql`pragma foreign_keys = on`.execute(db);
}

/** The same database, whose `count`-th statement fails instead of being run. */
export function failingAt(
	db: Db,
	count: number,
): { db: Db; reached(): boolean } {
	let statements = 0;
	const plugin: KyselyPlugin = {
		transformQuery({ node }) {
			if (++statements >= count) throw new Error("interrupted");
			return node;
		},
		transformResult: async ({ result }) => result,
	};
	return { db: db.withPlugin(plugin), reached: () => statements >= count };
}

/** The same database, which notes the text of each statement, with every parameter as NULL. */
export function watchStatements(db: Db): { db: Db; statements: string[] } {
	const statements: string[] = [];
	const plugin: KyselyPlugin = {
		transformQuery({ node, queryId }) {
			const { sql: text } = db.getExecutor().compileQuery(node, queryId);
			statements.push(text.replaceAll("?", "null"));
			return node;
		},
		transformResult: async ({ result }) => result,
	};
	return { db: db.withPlugin(plugin), statements };
}

/** Every column with its default, every index, key and constraint, and every finished migration. */
export async function schemaOf(db: Db): Promise<unknown[]> {
	const { rows: migrations } =
		await sql`select name from kysely_migration order by name`.execute(db);
	const parts = dialectOf(db).name === "sqlite" ? SQLITE : POSTGRES;
	const schema: unknown[] = [migrations];
	for (const part of parts) schema.push((await part.execute(db)).rows);
	return schema;
}

const SQLITE = [
	sql`select t.name as "table", t.sql like '%autoincrement%' as counts,
			c.name, lower(c.type) as type, c."notnull", c.dflt_value, c.pk
		from sqlite_schema as t, pragma_table_info(t.name) as c
		where t.type = 'table' order by t.name, c.cid`,
	sql`select t.name as "table", i.name, i."unique", i.origin, i.partial, c.name as "column",
			replace((select s.sql from sqlite_schema as s where s.name = i.name), '"', '') as sql
		from sqlite_schema as t, pragma_index_list(t.name) as i, pragma_index_info(i.name) as c
		where t.type = 'table' order by t.name, i.name, c.seqno`,
	sql`select t.name as "table", f."from", f."table" as target, f."to", f.on_update, f.on_delete
		from sqlite_schema as t, pragma_foreign_key_list(t.name) as f
		where t.type = 'table' order by t.name, f."from"`,
];

const POSTGRES = [
	sql`select table_name, column_name, data_type, column_default, is_nullable, is_identity
		from information_schema.columns where table_schema = 'public'
		order by table_name, ordinal_position`,
	sql`select indexname, indexdef from pg_indexes where schemaname = 'public' order by indexname`,
	sql`select conrelid::regclass::text as "table", conname, pg_get_constraintdef(oid) as definition
		from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
];
