import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { afterEach, beforeEach, describe } from "vitest";
import { type Dialect, postgres } from "../../src/db/dialect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Database, Db } from "../../src/db/schema.ts";

export interface TestDatabase {
	/** Fresh and migrated for every test. */
	readonly db: Db;
	readonly dialect: Dialect;
}

/** Runs the suite once on SQLite and once on PostgreSQL (PGlite). */
export function describeDatabases(
	title: string,
	suite: (database: TestDatabase) => void,
): void {
	describe.each(["sqlite", "pglite"] as const)(`${title} [%s]`, (kind) => {
		const current = {} as { db: Db; dialect: Dialect };
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
	const { db, dialect } = openDatabase(path);
	await migrate(db, dialect);
	return { db, dialect };
}

let shared: { pglite: PGlite; db: Db } | undefined;

/** One PGlite a test file (it takes a second to start), emptied for each test. */
export async function freshPglite(): Promise<TestDatabase> {
	if (!shared) {
		const pglite = await PGlite.create();
		const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
		shared = { pglite, db };
	}
	await shared.pglite.exec("drop schema public cascade; create schema public;");
	await migrate(shared.db, postgres);
	return { db: shared.db, dialect: postgres };
}
