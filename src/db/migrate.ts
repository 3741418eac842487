import { sql } from "kysely";
import {
	DEFAULT_MIGRATION_TABLE,
	type Migration,
	Migrator,
} from "kysely/migration";
import { Failure } from "../errors.ts";
import { dialectOf } from "./dialect.ts";
import { foundation } from "./migrations/0001-foundation.ts";
import { waivers } from "./migrations/0002-waivers.ts";
import { setbacks } from "./migrations/0003-setbacks.ts";
import { issueSubjects } from "./migrations/0004-issue-subjects.ts";
import { causes } from "./migrations/0005-causes.ts";
import { issueFigures } from "./migrations/0006-issue-figures.ts";
import { endedIssues } from "./migrations/0007-ended-issues.ts";
import { notices } from "./migrations/0008-notices.ts";
import { reviewQuotes } from "./migrations/0009-review-quotes.ts";
import { maskedTexts } from "./migrations/0010-masked-texts.ts";
import { letterMailboxes } from "./migrations/0011-letter-mailboxes.ts";
import { shortNames } from "./migrations/0012-short-names.ts";
import { feedback } from "./migrations/0013-feedback.ts";
import { editorTexts } from "./migrations/0014-editor-texts.ts";
import { frozenTo } from "./migrations/0015-frozen-to.ts";
import { languages } from "./migrations/0017-languages.ts";
import { webhooks } from "./migrations/0018-webhooks.ts";
import { brakes } from "./migrations/0019-brakes.ts";
import { issueTranslations } from "./migrations/0022-issue-translations.ts";
import { auditLog } from "./migrations/0023-audit-log.ts";
import {
	hasOldSchema,
	upgradeFrom0010,
} from "./migrations/foundation/upgrade-from-0010.ts";
import { figures } from "./migrations/from-0024/0024-figures.ts";
import { editors } from "./migrations/from-0024/0025-editors.ts";
import { catalogChanges } from "./migrations/from-0024/0027-catalog-changes.ts";
import type { Db } from "./schema.ts";

/**
 * Listed by hand, in order: a file that is not named here is not a migration.
 * All that are missing run in one transaction, which records them too, and under
 * a lock: on SQLite the write lock (`supportsTransactionalDdl` in
 * `sqlite-dialect.ts`), on PostgreSQL an advisory lock. Each is repeatable all the
 * same, because earlier versions recorded it after its transaction.
 */
const MIGRATIONS: Record<string, Migration> = {
	"0001-foundation": { up: (db) => foundation(db, dialectOf(db)) },
	"0002-waivers": { up: (db) => waivers(db, dialectOf(db)) },
	"0003-setbacks": { up: setbacks },
	"0004-issue-subjects": { up: (db) => issueSubjects(db) },
	"0005-causes": { up: causes },
	"0006-issue-figures": { up: issueFigures },
	"0007-ended-issues": { up: (db) => endedIssues(db) },
	"0008-notices": { up: (db) => notices(db) },
	"0009-review-quotes": { up: reviewQuotes },
	"0010-masked-texts": { up: (db) => maskedTexts(db) },
	"0011-letter-mailboxes": { up: letterMailboxes },
	"0012-short-names": { up: shortNames },
	"0013-feedback": { up: (db) => feedback(db) },
	"0014-editor-texts": { up: editorTexts },
	"0015-frozen-to": { up: frozenTo },
	"0017-languages": { up: languages },
	"0018-webhooks": { up: webhooks },
	"0019-brakes": { up: brakes },
	"0022-issue-translations": { up: issueTranslations },
	"0023-audit-log": { up: (db) => auditLog(db, dialectOf(db)) },
	"0024-figures": { up: (db) => figures(db, dialectOf(db)) },
	"0025-editors": { up: (db) => editors(db, dialectOf(db)) },
	"0027-catalog-changes": { up: (db) => catalogChanges(db, dialectOf(db)) },
};

function migrator(db: Db) {
	return new Migrator({
		db,
		provider: { getMigrations: async () => MIGRATIONS },
		// 0012 came after 0013: a database may have only the later one.
		allowUnorderedMigrations: true,
	});
}

/**
 * Brings the schema up to date and returns the names of the migrations it ran,
 * none when it was already. Safe to repeat, and to call from several processes.
 *
 * @throws Failure `schema-too-old` for a schema that only an earlier version can upgrade
 */
export async function migrate(db: Db): Promise<string[]> {
	const old = await hasOldSchema(db);
	if (old) await upgradeFrom0010(db);
	const { error, results } = await migrator(db).migrateToLatest();
	if (error) throw error;
	const names = (results ?? []).map((step) => step.migrationName);
	return old ? ["0001-foundation", ...names] : names;
}

/** The migrations that this version knows and the database has not run. */
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
	if (await hasOldSchema(db))
		throw staleSchema("from before the first release");
	const unknown = await unknownMigrations(db);
	if (unknown.length > 0)
		throw new Failure(
			"newer-schema",
			`The database schema is newer than this version (it has: ${unknown.join(", ")}). Use the version of the digest that last migrated it, or a later one.`,
		);
	const pending = await pendingMigrations(db);
	if (pending.length > 0) throw staleSchema(`missing: ${pending.join(", ")}`);
}

function staleSchema(why: string): Failure {
	return new Failure(
		"stale-schema",
		`The database schema is older than this version (${why}). Back it up, then run: digest migrate`,
	);
}

/** The migrations that the database has run and this version does not know. */
async function unknownMigrations(db: Db): Promise<string[]> {
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
	return rows
		.map((row) => row.name)
		.filter((name) => !Object.hasOwn(MIGRATIONS, name));
}

/** True before the very first migration. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
	const all = await migrator(db).getMigrations();
	return all.every((step) => !step.executedAt);
}
