import { type KyselyPlugin, sql } from "kysely";
import { expect, it } from "vitest";
import { dialectOf } from "../../src/db/dialect.ts";
import {
	migrate,
	pendingMigrations,
	requireCurrentSchema,
} from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { describeDatabases, type TestDatabase } from "../support/databases.ts";

describeDatabases("migrate", (database) => {
	it("brings an empty database up to date, and a second time changes nothing", async () => {
		const { db } = database;
		await dropEverything(database);
		const pending = await pendingMigrations(db);
		expect(pending[0]).toBe("0001-foundation");
		expect(await migrate(db)).toEqual(pending);
		expect(await pendingMigrations(db)).toEqual([]);
		const schema = await schemaOf(db);
		expect(schema).toContain("deliveries");
		expect(await migrate(db)).toEqual([]);
		expect(await schemaOf(db)).toBe(schema);
	});

	it("refuses a schema that is newer than this version", async () => {
		await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`.execute(
			database.db,
		);
		await expect(requireCurrentSchema(database.db)).rejects.toThrow(
			/newer than this version \(it has: 9999-later\)/,
		);
	});

	it("reaches the same schema after an interruption", async () => {
		const { db } = database;
		const whole = await schemaOf(db);
		await dropEverything(database);
		await expect(migrate(failingAt(db, 40).db)).rejects.toThrow("interrupted");
		await migrate(db);
		expect(await schemaOf(db)).toBe(whole);
	});
});

it("reaches the same schema on SQLite after an interruption at any statement", async () => {
	// SQLite runs the steps outside a transaction, so an interruption leaves half a step behind.
	const whole = await schemaAfterInterruption(Number.POSITIVE_INFINITY);
	let statement = 1;
	for (; ; statement++) {
		const { schema, interrupted } = await schemaAfterInterruption(statement);
		if (!interrupted) break;
		expect(schema, `interrupted at statement ${statement}`).toEqual(
			whole.schema,
		);
	}
	expect(statement).toBeGreaterThan(30);
});

/** Migrates an empty SQLite database with a failing statement, then without, and returns its schema. */
async function schemaAfterInterruption(
	statement: number,
): Promise<{ schema: unknown[]; interrupted: boolean }> {
	const db = openDatabase(":memory:");
	const failing = failingAt(db, statement);
	await migrate(failing.db).catch((error) => {
		if (!failing.reached()) throw error;
	});
	await migrate(db);
	const { rows } =
		await sql`select name, sql from sqlite_schema order by name`.execute(db);
	await db.destroy();
	return { schema: rows, interrupted: failing.reached() };
}

it("refuses a stale schema and says how to migrate", async () => {
	const db = openDatabase(":memory:");
	await expect(requireCurrentSchema(db)).rejects.toThrow(/digest migrate/);
	await db.destroy();
});

async function dropEverything({ db }: TestDatabase): Promise<void> {
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
function failingAt(db: Db, count: number): { db: Db; reached(): boolean } {
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

/** Every table with its columns, and every finished step. */
async function schemaOf(db: Db): Promise<string> {
	const tables = await db.introspection.getTables();
	const { rows } = await sql<{
		name: string;
	}>`select name from kysely_migration order by name`.execute(db);
	return JSON.stringify([
		tables
			.map(({ name, columns }) => ({
				name,
				columns: columns.map((column) => Object.values(column).join(" ")),
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		rows.map((row) => row.name),
	]);
}
