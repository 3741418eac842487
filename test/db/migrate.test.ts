import { sql } from "kysely";
import { expect, it } from "vitest";
import {
	migrate,
	pendingMigrations,
	requireCurrentSchema,
} from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { describeDatabases } from "../support/databases.ts";
import { dropEverything, failingAt, schemaOf } from "../support/schema.ts";

describeDatabases("migrate", (database) => {
	it("brings an empty database up to date, and a second time changes nothing", async () => {
		const { db } = database;
		await dropEverything(db);
		const pending = await pendingMigrations(db);
		expect(pending[0]).toBe("0001-foundation");
		expect(await migrate(db)).toEqual(pending);
		expect(await pendingMigrations(db)).toEqual([]);
		const schema = await schemaOf(db);
		expect(JSON.stringify(schema)).toContain("deliveries");
		expect(await migrate(db)).toEqual([]);
		expect(await schemaOf(db)).toEqual(schema);
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
		await dropEverything(db);
		await expect(migrate(failingAt(db, 40).db)).rejects.toThrow("interrupted");
		await migrate(db);
		expect(await schemaOf(db)).toEqual(whole);
	});
});

it("migrating reaches the same schema on SQLite after an interruption at any statement", async () => {
	// Kysely records a migration on SQLite outside the migration's transaction.
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
	const schema = await schemaOf(db);
	await db.destroy();
	return { schema, interrupted: failing.reached() };
}

it("an app refuses a stale schema and says how to migrate", async () => {
	const db = openDatabase(":memory:");
	await expect(requireCurrentSchema(db)).rejects.toThrow(/digest migrate/);
	await db.destroy();
});
