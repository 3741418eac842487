import { sql } from "kysely";
import {
	DEFAULT_MIGRATION_TABLE,
	type Migration,
	Migrator,
} from "kysely/migration";
import { Failure } from "../errors.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { foundation } from "./migrations/0001-foundation.ts";
import { budgets } from "./migrations/0003-budgets.ts";
import { control } from "./migrations/0004-control.ts";
import { readers } from "./migrations/0005-readers.ts";
import { lighterDeliveries } from "./migrations/0006-lighter-deliveries.ts";
import { standings } from "./migrations/0007-standings.ts";
import { preflight } from "./migrations/0008-preflight.ts";
import { signup } from "./migrations/0009-signup.ts";
import { audience } from "./migrations/0010-audience.ts";
import type { Db } from "./schema.ts";

/** Listed by hand, in order: a file that is not named here is not a migration. */
function migrations(dialect: Dialect): Record<string, Migration> {
	return {
		"0001-foundation": { up: (db) => foundation(db, dialect) },
		"0003-budgets": { up: (db) => budgets(db) },
		"0004-control": { up: (db) => control(db) },
		"0005-readers": { up: (db) => readers(db) },
		"0006-lighter-deliveries": { up: (db) => lighterDeliveries(db) },
		"0007-standings": { up: (db) => standings(db) },
		"0008-preflight": { up: (db) => preflight(db, dialect) },
		"0009-signup": { up: (db) => signup(db, dialect) },
		"0010-audience": { up: (db) => audience(db) },
	};
}

function migrator(db: Db) {
	return new Migrator({
		db,
		provider: { getMigrations: async () => migrations(dialectOf(db)) },
	});
}

/**
 * Brings the schema up to date and returns the names of the steps it ran, none
 * when it was already. Safe to repeat, and to call from several processes.
 */
export async function migrate(db: Db): Promise<string[]> {
	const { error, results } = await migrator(db).migrateToLatest();
	if (error) throw error;
	return (results ?? []).map((step) => step.migrationName);
}

/** The steps that this version knows and the database has not run. */
export async function pendingMigrations(db: Db): Promise<string[]> {
	const all = await migrator(db).getMigrations();
	return all.filter((step) => !step.executedAt).map((step) => step.name);
}

/**
 * Refuses a database whose schema is not this version's.
 *
 * @throws Failure `stale-schema`, `newer-schema`
 */
export async function requireCurrentSchema(db: Db): Promise<void> {
	const unknown = await unknownMigrations(db);
	if (unknown.length > 0)
		throw new Failure(
			"newer-schema",
			`The database schema is newer than this version (it has: ${unknown.join(", ")}). Use the version that made it, or a later one.`,
		);
	const pending = await pendingMigrations(db);
	if (pending.length > 0)
		throw new Failure(
			"stale-schema",
			`The database schema is older than this version (missing: ${pending.join(", ")}). Back it up, then run: digest migrate`,
		);
}

/** The steps that the database has run and this version does not know. */
async function unknownMigrations(db: Db): Promise<string[]> {
	const known = Object.keys(migrations(dialectOf(db)));
	const tables = await db.introspection.getTables({
		withInternalKyselyTables: true,
	});
	if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE))
		return [];
	const { rows } = await sql<{
		name: string;
	}>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(
		db,
	);
	return rows.map((row) => row.name).filter((name) => !known.includes(name));
}

/** True before the very first migration. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
	const all = await migrator(db).getMigrations();
	return all.every((step) => !step.executedAt);
}
