import { sql } from "kysely";
import { expect, it } from "vitest";
import {
	migrate,
	pendingMigrations,
	requireCurrentSchema,
} from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { describeDatabases } from "../support/databases.ts";

describeDatabases("migrate", (database) => {
	it("brings an empty database up to date, once", async () => {
		expect(await pendingMigrations(database.db)).toEqual([]);
		expect(await migrate(database.db)).toEqual([]);
		await database.db.selectFrom("issues").selectAll().execute();
	});

	it("refuses a schema that is newer than this version", async () => {
		await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`.execute(
			database.db,
		);
		await expect(requireCurrentSchema(database.db)).rejects.toThrow(
			/newer than this version \(it has: 9999-later\)/,
		);
	});

	it("runs a step again after it was cut off half way", async () => {
		await database.db.schema.dropTable("job_runs").execute();
		await database.db.deleteFrom("kysely_migration" as never).execute();
		const again = await migrate(database.db);
		expect(again[0]).toBe("0001-foundation");
		expect(again.length).toBeGreaterThan(1);
		await database.db.selectFrom("job_runs").selectAll().execute();
	});
});

it("refuses a stale schema and says how to migrate", async () => {
	const db = openDatabase(":memory:");
	await expect(requireCurrentSchema(db)).rejects.toThrow(/digest migrate/);
	await db.destroy();
});
