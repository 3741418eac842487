import { sql } from "kysely";
import { inChunks } from "../chunks.ts";
import { dialectOf } from "../dialect.ts";
import type { Db } from "../schema.ts";
import type { SuppressionReason } from "../sign-up-tables.ts";
import { statement } from "../statement.ts";
import type { SubscriberState } from "../subscriber-tables.ts";

/*
 * The addresses that a dry run of an import would have added or changed. They are
 * in a temporary table, so that a million of them need no memory.
 */

export interface DryRunAddress {
	email_key: string;
	state: SubscriberState;
	suppressed: SuppressionReason | null;
	/** JSON: the name and the choices as they would be. */
	choices: string;
}

/**
 * Runs a dry run, one at a time in a process. A temporary table exists on one
 * connection alone. On SQLite there is but one, which is handed on between the
 * queries, so that pages and sending go on; on PostgreSQL one of several is kept.
 */
export function withDryRunAddresses<T>(
	db: Db,
	run: (db: Db) => Promise<T>,
): Promise<T> {
	const withTable = async (one: Db) => {
		await drop(one);
		await sql`create temporary table dry_run (email_key text primary key, state text, suppressed text, choices text)`.execute(
			one,
		);
		try {
			return await run(one);
		} finally {
			await drop(one);
		}
	};
	return dialectOf(db).name === "sqlite"
		? withTable(db)
		: db.connection().execute(withTable);
}

async function drop(db: Db): Promise<void> {
	await sql`drop table if exists dry_run`.execute(db);
}

/** Adds addresses, or replaces what is known of them. @param rows each address once */
export async function addDryRunAddresses(
	db: Db,
	rows: readonly DryRunAddress[],
): Promise<void> {
	await inChunks(rows, 200, (some) =>
		insert(
			db,
			[some.length],
			some.flatMap((row) => [
				row.email_key,
				row.state,
				row.suppressed,
				row.choices,
			]),
		),
	);
}

const insert = statement(
	(bind, _dialect, rows: number) => `
	insert into dry_run (email_key, state, suppressed, choices)
	values ${Array.from({ length: rows }, () => `(${["email_key", "state", "suppressed", "choices"].map(() => bind("text")).join(", ")})`).join(", ")}
	on conflict (email_key) do update set state = excluded.state, suppressed = excluded.suppressed, choices = excluded.choices`,
);

export async function findDryRunAddresses(
	db: Db,
	keys: readonly string[],
): Promise<DryRunAddress[]> {
	return inChunks(keys, 1_000, (some) =>
		find<DryRunAddress>(db, [some.length], some),
	);
}

const find = statement(
	(bind, _dialect, keys: number) => `
	select email_key, state, suppressed, choices from dry_run
	where email_key in (${Array.from({ length: keys }, () => bind("text")).join(", ")})`,
);
