import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { dialectOf } from "../../src/db/dialect.ts";
import { migrate, requireCurrentSchema } from "../../src/db/migrate.ts";
import type { Db } from "../../src/db/schema.ts";
import { describeDatabases } from "../support/databases.ts";
import { dropEverything, failingAt, schemaOf } from "../support/schema.ts";

type Rows = Record<string, Record<string, unknown>[]>;

describeDatabases("a database made by the nine old migrations", (database) => {
	it("is refused until it is migrated", async () => {
		await makeOldDatabase(database.db);
		await expect(requireCurrentSchema(database.db)).rejects.toThrow(
			/older than this version .* digest migrate/,
		);
		await migrate(database.db);
		await requireCurrentSchema(database.db);
	});

	it("has the schema of a new database after migrating", async () => {
		const { db } = database;
		const fresh = await schemaOf(db);
		await makeOldDatabase(db);
		expect(await schemaOf(db)).not.toEqual(fresh);
		expect(await migrate(db)).toEqual([
			"0001-foundation",
			"0002-waivers",
			"0003-setbacks",
			"0004-issue-subjects",
			"0005-causes",
			"0006-issue-figures",
			"0007-ended-issues",
			"0008-notices",
			"0009-review-quotes",
			"0010-masked-texts",
			"0011-letter-mailboxes",
			"0012-short-names",
			"0013-feedback",
			"0014-editor-texts",
			"0015-frozen-to",
			"0017-languages",
			"0018-webhooks",
			"0019-brakes",
			"0022-issue-translations",
			"0023-audit-log",
			"0024-figures",
			"0025-editors",
			"0027-catalog-changes",
		]);
		expect(await schemaOf(db)).toEqual(fresh);
		expect(await migrate(db)).toEqual([]);
	});

	it("keeps every row, under the new names", async () => {
		const { db } = database;
		await makeOldDatabase(db);
		const old = await allRows(db);
		expect(Object.values(old).filter((rows) => rows.length === 0)).toEqual([]);
		await migrate(db);
		expect(await allRows(db)).toEqual(underNewNames(old));
	});

	it("gives new rows ids that were never used", async () => {
		const { db } = database;
		await makeOldDatabase(db);
		await migrate(db);
		const { id } = await db
			.insertInto("letters")
			.values({
				subscriber_id: 1,
				kind: "welcome",
				created_at: "2026-11-01T00:00:00.000Z",
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		expect(id).toBe(3);
	});

	it("has the same schema and rows after interruptions at every statement", async () => {
		const { db } = database;
		const fresh = await schemaOf(db);
		await makeOldDatabase(db);
		const old = await allRows(db);
		let statement = 1;
		// The upgrade is one transaction: what was interrupted is the old database again.
		for (; ; statement++) {
			const failing = failingAt(db, statement);
			await migrate(failing.db).catch((error) => {
				if (!failing.reached()) throw error;
			});
			if (!failing.reached()) break;
		}
		expect(statement).toBeGreaterThan(40);
		expect(await schemaOf(db)).toEqual(fresh);
		expect(await allRows(db)).toEqual(underNewNames(old));
	});

	it("is unchanged when the upgrade was interrupted", async () => {
		const { db } = database;
		await makeOldDatabase(db);
		const before = [await schemaOf(db), await allRows(db)];
		for (const statement of [3, 20, 40, 48])
			await expect(migrate(failingAt(db, statement).db)).rejects.toThrow(
				"interrupted",
			);
		expect([await schemaOf(db), await allRows(db)]).toEqual(before);
	});

	it("is refused when some of its migrations are missing, and is not changed", async () => {
		const { db } = database;
		await makeOldDatabase(db);
		await sql`delete from kysely_migration where name = '0010-audience'`.execute(
			db,
		);
		const before = [await schemaOf(db), await allRows(db)];
		await expect(migrate(db)).rejects.toThrow(
			/too old to be upgraded by this version .*0009-signup\)\. Run digest migrate with the version of the program that made this database, then with this one\./,
		);
		await expect(requireCurrentSchema(db)).rejects.toThrow(/digest migrate/);
		expect([await schemaOf(db), await allRows(db)]).toEqual(before);
	});
});

/** Replaces the database by one that the nine migrations made, with rows in every table. */
async function makeOldDatabase(db: Db): Promise<void> {
	await dropEverything(db);
	for (const file of [`schema-0010-${dialectOf(db).name}`, "rows-0010"]) {
		const url = new URL(`fixtures/${file}.sql`, import.meta.url);
		for (const statement of readFileSync(url, "utf8").split(/;\n/))
			if (statement !== "") await sql.raw(statement).execute(db);
	}
}

async function allRows(db: Db): Promise<Rows> {
	const rows: Rows = {};
	for (const { name } of await db.introspection.getTables())
		rows[name] = (
			await sql<Record<string, unknown>>`
				select * from ${sql.table(name)} order by 1, 2`.execute(db)
		).rows;
	return rows;
}

function underNewNames({
	issue_brakes = [],
	budgets = [],
	tool_standings = [],
	letters = [],
	sign_ups = [],
	issues = [],
	subscribers = [],
	deliveries = [],
	reviews = [],
	tools = [],
	...same
}: Rows): Rows {
	return {
		...same,
		approvals: [],
		audit_log: [],
		editors: [],
		editor_sessions: [],
		sign_in_links: [],
		sign_in_counts: [],
		passkeys: [],
		passkey_challenges: [],
		issue_approvers: [],
		feedback: [],
		feedback_counts: [],
		issue_figures: [],
		list_weeks: [],
		notices: [],
		reviews: reviews.map((row) => ({ ...row, quote: null })),
		tools: tools.map((row) => ({ ...row, short_name: "" })),
		setbacks: [],
		breaker_pauses: [],
		catalog_changes: [],
		waivers: [],
		issue_subjects: [],
		circuit_breakers: issue_brakes,
		rate_usage: budgets.map(({ period, used, forget_at, ...row }) => ({
			...row,
			period_ms: period,
			slot_counts: used,
			expires_at: forget_at,
		})),
		tool_snapshots: tool_standings,
		letters: withValue(letters, "kind", "door", "preferences-link").map(
			(row) => ({ ...row, mailbox_hash: null }),
		),
		sign_ups: withValue(sign_ups, "kind", "door", "preferences-link").map(
			(row) => ({ ...row, language: null }),
		),
		subscribers: withValue(
			subscribers,
			"unsubscribed_by",
			"retired",
			"inactive",
		).map((row) => ({ ...row, language: null })),
		webhook_receipts: [],
		return_figures: [],
		figure_holds: [],
		issue_stages: [],
		deliveries: withValue(deliveries, "reason", "retired", "inactive").map(
			(row) => ({ ...row, reply_id: null, server: null, stage: null }),
		),
		issues: issues.map((old) => {
			const row: Record<string, unknown> = {
				...old,
				sealed_subject: null,
				final_counts: null,
				logs_deleted_at: null,
				notes: null,
				translations: null,
				signed: null,
				frozen_to: null,
				revision: 0,
			};
			return row.id === 1
				? {
						...row,
						final_counts: '{"accepted":2}',
						audience:
							'lens=builder accepted<6mo joined>12mo category="accepted<6m",Writing',
					}
				: row;
		}),
	};
}

/** Replaces a value that must occur in a column. */
function withValue(
	rows: Record<string, unknown>[],
	column: string,
	from: string,
	to: string,
): Record<string, unknown>[] {
	expect(rows.map((row) => row[column])).toContain(from);
	return rows.map((row) =>
		row[column] === from ? { ...row, [column]: to } : row,
	);
}
