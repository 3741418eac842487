import { setTimeout as wait } from "node:timers/promises";
import {
	type CompiledQuery,
	type DatabaseConnection,
	type QueryResult,
	SqliteAdapter,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
} from "kysely";
import { Failure } from "../errors.ts";

/** After this, a statement that another process keeps from writing fails. */
const GIVE_UP_AFTER_MS = 120_000;
/** The longest wait between two tries. The first one is a millisecond. */
const MAX_WAIT_MS = 50;

/** After this long without a turn of the event loop, whoever asks for the connection lets one pass. */
const TURN_AFTER_MS = 25;

/** What the dialect needs of the driver's database. */
interface OpenFile {
	readonly inTransaction: boolean;
	pragma(text: string, options?: { simple: boolean }): unknown;
}

/**
 * SQLite for a process that also serves pages and sends. A second process may hold
 * the write lock for seconds. The driver is synchronous, so SQLite's own busy
 * timeout would stop everything in this process meanwhile. Here what meets the
 * lock waits without blocking, and hands the connection to others until then:
 * reads go on. A transaction is never cut in two: it begins with the write lock, so it
 * waits before its first statement or not at all.
 *
 * For the same reason a loop of queries would never let the event loop turn, since
 * nothing in it waits: no request would be answered and no message sent until its
 * end. So from time to time a query begins after a turn.
 *
 * @param database opened without a busy timeout; must begin transactions with the
 *   write lock (`begin immediate`)
 */
export class WaitingSqliteDialect extends SqliteDialect {
	readonly #database: OpenFile;
	readonly #statements: SqliteDatabase;

	constructor(database: OpenFile, statements: SqliteDatabase) {
		super({ database: statements });
		this.#database = database;
		this.#statements = statements;
	}

	override createDriver(): SqliteDriver {
		return new WaitingDriver(this.#database, this.#statements);
	}

	override createAdapter(): SqliteAdapter {
		return new WaitingAdapter();
	}
}

class WaitingAdapter extends SqliteAdapter {
	/** The driver shares its one connection by itself: only it knows when a wait may hand it on. */
	override get supportsMultipleConnections(): boolean {
		return true;
	}

	/** So all migrations run in one transaction, whose write lock keeps a second process from running them too. */
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class WaitingDriver extends SqliteDriver {
	readonly #database: OpenFile;
	readonly #turns = new Turns();
	readonly #loop = new EventLoop();
	#connection: DatabaseConnection | undefined;

	constructor(database: OpenFile, statements: SqliteDatabase) {
		super({ database: statements });
		this.#database = database;
	}

	override async acquireConnection(): Promise<DatabaseConnection> {
		await this.#turns.take();
		await this.#loop.turnIfDue();
		this.#connection ??= new WaitingConnection(
			await super.acquireConnection(),
			this.#database,
			this.#turns,
		);
		return this.#connection;
	}

	override async releaseConnection(): Promise<void> {
		this.#turns.pass();
	}
}

class WaitingConnection implements DatabaseConnection {
	readonly #connection: DatabaseConnection;
	readonly #database: OpenFile;
	readonly #turns: Turns;

	constructor(
		connection: DatabaseConnection,
		database: OpenFile,
		turns: Turns,
	) {
		this.#connection = connection;
		this.#database = database;
		this.#turns = turns;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		let waited = 0;
		for (let tries = 0; ; tries++) {
			try {
				return await this.#connection.executeQuery<R>(query);
			} catch (error) {
				if (!isBusy(error)) throw error;
				if (waited >= GIVE_UP_AFTER_MS) throw stillBusy();
			}
			// Not at the same moments as the other processes that wait.
			const ms = Math.min(2 ** tries, MAX_WAIT_MS) * (0.5 + Math.random() / 2);
			waited += ms;
			await (this.#database.inTransaction ? wait(ms) : this.#handOn(ms));
		}
	}

	streamQuery<R>(
		query: CompiledQuery,
		chunkSize: number,
	): AsyncIterableIterator<QueryResult<R>> {
		return this.#connection.streamQuery(query, chunkSize);
	}

	/** Nothing is begun: others may use the connection, with the settings that they count on. */
	async #handOn(ms: number): Promise<void> {
		const level = this.#database.pragma("synchronous", { simple: true });
		this.#database.pragma("synchronous = full");
		this.#turns.pass();
		await wait(ms);
		await this.#turns.take();
		this.#database.pragma(`synchronous = ${level}`);
	}
}

/** Another process holds the lock for now. A stale snapshot would stay one, however long one waits. */
function isBusy(error: unknown): boolean {
	const code = error instanceof Error && "code" in error ? error.code : null;
	return (
		typeof code === "string" &&
		code.startsWith("SQLITE_BUSY") &&
		code !== "SQLITE_BUSY_SNAPSHOT"
	);
}

function stillBusy(): Failure {
	return new Failure(
		"database-busy",
		`Another process has kept the database locked for ${GIVE_UP_AFTER_MS / 1_000} seconds, so nothing could be written. Look for a backup or a command that hangs, end it, and try again.`,
	);
}

/** One holder at a time, in the order of the calls. */
class Turns {
	#taken = false;
	readonly #waiting: (() => void)[] = [];

	async take(): Promise<void> {
		if (!this.#taken) {
			this.#taken = true;
			return;
		}
		await new Promise<void>((resolve) => {
			this.#waiting.push(resolve);
		});
	}

	pass(): void {
		const next = this.#waiting.shift();
		if (next) next();
		else this.#taken = false;
	}
}

/** Knows how long it has not turned since a query asked. */
class EventLoop {
	#heldSince: number | null = null;

	async turnIfDue(): Promise<void> {
		if (this.#heldSince === null) {
			this.#heldSince = performance.now();
			setImmediate(() => {
				this.#heldSince = null;
			});
		} else if (performance.now() - this.#heldSince > TURN_AFTER_MS)
			await new Promise((resolve) => setImmediate(resolve));
	}
}
