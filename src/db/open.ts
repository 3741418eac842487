import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";
import { type Dialect, postgres, sqlite } from "./dialect.ts";
import type { Database, Db } from "./schema.ts";

export interface OpenDatabase {
	db: Db;
	dialect: Dialect;
}

/** Opens a file path, `:memory:`, or a `postgres://` URL. Close it with `db.destroy()`. */
export function openDatabase(url: string): OpenDatabase {
	return /^postgres(ql)?:\/\//.test(url) ? openPostgres(url) : openSqlite(url);
}

function openSqlite(path: string): OpenDatabase {
	if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
	const database = new Sqlite(path);
	database.pragma("busy_timeout = 10000");
	database.pragma("journal_mode = WAL");
	// NORMAL survives a kill but not a power cut, and a 250 that was lost is a second copy.
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	return {
		db: new Kysely<Database>({ dialect: new SqliteDialect({ database }) }),
		dialect: sqlite,
	};
}

function openPostgres(connectionString: string): OpenDatabase {
	const pool = new pg.Pool({
		connectionString,
		max: 10,
		options: "-c synchronous_commit=on -c timezone=UTC",
	});
	// An idle connection that the server closes is replaced at the next query.
	pool.on("error", () => {});
	return {
		db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
		dialect: postgres,
	};
}
