import Sqlite from "better-sqlite3";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { atMostTimes, type Measurement, median } from "./measurement.ts";

const LIMIT = 3;

/** What an import is compared with: the rows it made, inserted without anything else. */
export interface BareInserts {
	/** Imports into a new database at this path and returns the milliseconds. */
	timeImport(path: string): Promise<number>;
	/** Copies the rows of the database `from` into `to` and returns the milliseconds. */
	timeInserts(from: Sqlite.Database, to: Sqlite.Database): number;
}

/**
 * Imports and inserts in turns, so that what else the machine does meets both.
 * The measurement holds the medians.
 */
export async function compareWithBareInserts(
	name: string,
	runs: number,
	folder: string,
	{ timeImport, timeInserts }: BareInserts,
): Promise<Measurement> {
	const ours: number[] = [];
	const bare: number[] = [];
	for (let run = 0; run < runs; run++) {
		const imported = `${folder}/imported-${run}.sqlite`;
		ours.push(await timeImport(imported));
		const from = new Sqlite(imported, { readonly: true });
		const to = await emptyDatabase(`${folder}/bare-${run}.sqlite`);
		bare.push(timeInserts(from, to));
		from.close();
		to.close();
	}
	return atMostTimes(LIMIT, {
		name,
		value: median(ours),
		unit: "ms",
		peer: "bare better-sqlite3 inserts of the same rows, prepared, in one transaction",
		peerValue: median(bare),
	});
}

/** With the schema, indexes and settings of an installation's database. */
async function emptyDatabase(path: string): Promise<Sqlite.Database> {
	const db = openDatabase(path);
	await migrate(db);
	await db.destroy();
	const database = new Sqlite(path);
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	return database;
}

/** A prepared insert of whole rows, each an array in the order of the columns. */
export function preparedInsert(
	database: Sqlite.Database,
	table: string,
): Sqlite.Statement {
	const columns = database.prepare(`select * from ${table}`).columns();
	return database.prepare(
		`insert into ${table} values (${columns.map(() => "?")})`,
	);
}
