import { type Kysely, sql } from "kysely";
import { DEFAULT_MIGRATION_TABLE } from "kysely/migration";
import { Failure } from "../../../errors.ts";
import { dialectOf, lock } from "../../dialect.ts";
import type { Db, Trx } from "../../schema.ts";
import { foundation } from "../0001-foundation.ts";

/*
 * Before the first release the schema was made by nine migrations. A database
 * that ran all of them is upgraded to what the foundation now creates at once.
 */

const OLD_HISTORY = [
	"0001-foundation",
	"0003-budgets",
	"0004-control",
	"0005-readers",
	"0006-lighter-deliveries",
	"0007-standings",
	"0008-preflight",
	"0009-signup",
	"0010-audience",
];

/** Whether the tables are those of the nine migrations, or of some of them. */
export async function hasOldSchema(
	db: Pick<Kysely<unknown>, "introspection">,
): Promise<boolean> {
	const tables = await db.introspection.getTables();
	const has = (name: string) => tables.some((table) => table.name === name);
	return has("issues") && !has("circuit_breakers");
}

/**
 * Upgrades a database that ran all nine migrations, in one transaction: when it
 * is interrupted, nothing has changed. Does nothing when another process was faster.
 *
 * @throws Failure `schema-too-old` when it did not run all of them
 */
export async function upgradeFrom0010(db: Db): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await lock(trx, "upgrade-from-0010");
		if (!(await hasOldSchema(trx))) return;
		await requireWholeHistory(trx);
		await foundation(trx, dialectOf(trx));
		await moveRows(trx);
		await renameValues(trx);
		await renameMonths(trx);
		await sql`delete from ${sql.table(DEFAULT_MIGRATION_TABLE)} where name <> '0001-foundation'`.execute(
			trx,
		);
	});
}

async function requireWholeHistory(trx: Trx): Promise<void> {
	const { rows } = await sql<{
		name: string;
	}>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(
		trx,
	);
	const names = rows.map((row) => row.name);
	if (names.join() !== OLD_HISTORY.join())
		throw new Failure(
			"schema-too-old",
			`The database schema is too old to be upgraded by this version (it has: ${names.join(", ") || "no finished migration"}). Run digest migrate with the version of the program that made this database, then with this one.`,
		);
}

/** Three tables have new names. They are created and filled, so that their keys have the new names too. */
async function moveRows(trx: Trx): Promise<void> {
	await sql`insert into circuit_breakers (issue_id, probes, probe_at, since)
		select issue_id, probes, probe_at, since from issue_brakes`.execute(trx);
	await sql`insert into rate_usage (server, scope, period_ms, slot_counts, expires_at)
		select server, scope, period, used, forget_at from budgets`.execute(trx);
	await sql`insert into tool_snapshots (tool_id, issue_id, verdict, share, ship, skip, score, entry_price)
		select tool_id, issue_id, verdict, share, ship, skip, score, entry_price from tool_standings`.execute(
		trx,
	);
	for (const old of ["issue_brakes", "budgets", "tool_standings"])
		await trx.schema.dropTable(old).execute();
}

async function renameValues(trx: Trx): Promise<void> {
	await sql`update subscribers set unsubscribed_by = 'inactive' where unsubscribed_by = 'retired'`.execute(
		trx,
	);
	await sql`update deliveries set reason = 'inactive' where reason = 'retired'`.execute(
		trx,
	);
	await sql`update letters set kind = 'preferences-link' where kind = 'door'`.execute(
		trx,
	);
	await sql`update sign_ups set kind = 'preferences-link' where kind = 'door'`.execute(
		trx,
	);
}

/** In filters of audiences `6m` meant six months, which is now written `6mo`. */
async function renameMonths(trx: Trx): Promise<void> {
	const { rows } = await sql<{ id: number; audience: string }>`
		select id, audience from issues where audience is not null`.execute(trx);
	for (const { id, audience } of rows)
		await sql`update issues set audience = ${withNewMonths(audience)} where id = ${id}`.execute(
			trx,
		);
}

/** The first alternative skips quoted values, which may contain anything. */
function withNewMonths(audience: string): string {
	return audience.replace(
		/"(?:[^"\\]|\\.)*"|\b((?:accepted|joined)[<>]\d+)m(?=\s|$)/g,
		(whole, condition?: string) => (condition ? `${condition}mo` : whole),
	);
}
