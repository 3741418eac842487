import Sqlite from "better-sqlite3";
import {
	Kysely,
	PostgresDialect,
	type PostgresPool,
	type PostgresPoolClient,
	type SqliteDatabase,
	type SqliteStatement,
} from "kysely";
import pg from "pg";
import { describeError, Failure } from "../errors.ts";
import type { Log } from "../log.ts";
import { ensurePrivateFile } from "../private-file.ts";
import { MINUTE, SECOND } from "../time/time-span.ts";
import type { Database, Db } from "./schema.ts";
import { WaitingSqliteDialect } from "./sqlite-dialect.ts";

export interface DatabaseOptions {
	/** Gets a line when PostgreSQL goes away, and one when it answers again. */
	log?: Pick<Log, "warn" | "error">;
	/** How long PostgreSQL may take to accept a connection, and a pool to have one free. */
	connectMs?: number;
}

/** Longer than any statement of ours takes, migrations included. Without an end, a lost server would hang requests for ever. */
const STATEMENT_MS = 10 * MINUTE;

/**
 * Opens a file path, `:memory:`, or a `postgres://` URL. Close it with `db.destroy()`.
 *
 * @throws Failure `bad-database` for a file that can't be opened, or is none
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Db {
	return /^postgres(ql)?:\/\//.test(url)
		? openPostgres(url, options)
		: openFile(url);
}

/** Codes of Node, and of PostgreSQL for a login or a database that it does not know. */
const UNREACHABLE =
	/^(?:E(?:CONNREFUSED|CONNRESET|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH)|28P01|28000|3D000)$/;

/** The error of a first query, with what to do when no PostgreSQL server answered it as it should. */
export function explainUnreachable(error: unknown): unknown {
	const { code = "" } = error as { code?: string };
	return error instanceof Error && UNREACHABLE.test(code)
		? new Failure(
				"bad-database",
				`The PostgreSQL database of DATABASE_URL can't be used: ${describeError(error) || code}. Check that its server runs, and its host, port, login and name in DATABASE_URL.`,
				{ cause: error },
			)
		: error;
}

function openFile(path: string): Db {
	try {
		return openSqlite(path);
	} catch (error) {
		throw new Failure(
			"bad-database",
			`The database ${path} can't be opened: ${describeError(error)}. Set DATABASE_URL to a database file, or DATA_DIR to a folder that this user may write to.`,
			{ cause: error },
		);
	}
}

function openSqlite(path: string): Db {
	if (path !== ":memory:") ensurePrivateFile(path);
	const database = new Sqlite(path);
	// Two processes may open a new file at once. Later waits must not block: see the dialect.
	database.pragma("busy_timeout = 10000");
	database.pragma("journal_mode = WAL");
	database.pragma("busy_timeout = 0");
	// NORMAL survives a kill but not a power cut, and a 250 that was lost is a second copy.
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	// What is erased must not stay readable in the free parts of the file.
	database.pragma("secure_delete = ON");
	// In KB. The driver's default of 16 MB is filled by any long list of recipients, which is
	// walked in order: what lies behind is not needed again (`npm run bench million`).
	database.pragma("cache_size = -4000");
	return new Kysely<Database>({
		dialect: new WaitingSqliteDialect(database, withCachedStatements(database)),
	});
}

/**
 * Kysely prepares at every query; keeping the statements halves its cost.
 * A transaction begins by taking the write lock: one that reads first and
 * writes later would fail at once, whatever the busy timeout, when another
 * process has written in between.
 */
function withCachedStatements(database: Sqlite.Database): SqliteDatabase {
	const statements = new Map<string, SqliteStatement>();
	const prepare = (text: string) =>
		database.prepare(text === "begin" ? "begin immediate" : text);
	return {
		close: () => database.close(),
		prepare: (text) => {
			const cached = statements.get(text);
			if (cached) return cached;
			const statement = prepare(text);
			const kept: SqliteStatement = {
				reader: statement.reader,
				all: (parameters) => statement.all(parameters),
				run: (parameters) => statement.run(parameters),
				// One statement cannot be iterated twice at once.
				iterate: (parameters) =>
					prepare(text).iterate(parameters) as IterableIterator<unknown>,
			};
			if (statements.size >= 500) statements.clear();
			if (text.length < 5_000) statements.set(text, kept);
			return kept;
		},
	};
}

function openPostgres(
	connectionString: string,
	{ log, connectMs = 10 * SECOND }: DatabaseOptions,
): Db {
	const pool = new pg.Pool({
		connectionString,
		max: 10,
		connectionTimeoutMillis: connectMs,
		keepAlive: true,
		// A server that is gone does not end its statement: then the client does, later.
		query_timeout: STATEMENT_MS + MINUTE,
		options: `-c synchronous_commit=on -c timezone=UTC -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=${STATEMENT_MS}`,
	});
	return new Kysely<Database>({
		dialect: new PostgresDialect({ pool: watchedPool(pool, log) }),
	});
}

const saidAlready = new WeakSet<object>();

/**
 * Whether a query failed because PostgreSQL gave no connection. The log has a line
 * of it already, so whoever meets the error, at each request, adds none.
 */
export function isDatabaseAway(error: unknown): boolean {
	return typeof error === "object" && error !== null && saidAlready.has(error);
}

/**
 * A pool that says once when PostgreSQL gives no connections any more, and once when
 * it does again. What is asked meanwhile fails with an error that `isDatabaseAway` knows.
 */
function watchedPool(
	pool: pg.Pool,
	log: Pick<Log, "warn" | "error"> | undefined,
): PostgresPool {
	let state: "answers" | "closed" | "away" = "answers";
	pool.on("error", (error) => {
		// All of its connections end at the same time.
		if (state !== "answers") return;
		state = "closed";
		log?.warn(
			{ error: describeError(error) },
			"PostgreSQL closed an idle connection; the next query opens another",
		);
	});
	// Between two statements of a transaction nobody waits for its answer. Without this, the
	// process would end; so, the next statement fails.
	pool.on("connect", (client) => {
		client.on("error", () => {});
	});
	return {
		options: {},
		async connect() {
			try {
				const client = await pool.connect();
				if (state === "away") log?.warn({}, "PostgreSQL answers again");
				state = "answers";
				return client as unknown as PostgresPoolClient;
			} catch (error) {
				if (state !== "away")
					log?.error(
						{ error: describeError(error) },
						"PostgreSQL gives no connection; what needs the database fails until it answers again",
					);
				state = "away";
				if (typeof error === "object" && error !== null) saidAlready.add(error);
				throw error;
			}
		},
		end: () => pool.end(),
	};
}
