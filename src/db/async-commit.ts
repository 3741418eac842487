import { type FileHandle, open } from "node:fs/promises";
import { sql } from "kysely";
import { dialectOf } from "./dialect.ts";
import type { Db, Trx } from "./schema.ts";

/** Transactions whose way to the disk need not hold up the process. */
export interface AsyncCommit {
	/**
	 * Resolves once `work` is committed and seen by everybody, with a promise
	 * for the moment from which it survives a power cut as well. Rejects, as
	 * `durable` does, when the database can't be written.
	 */
	write<T>(
		work: (trx: Trx) => Promise<T>,
	): Promise<{ value: T; durable: Promise<void> }>;
	close(): Promise<void>;
}

/**
 * SQLite waits for the disk at every commit, and all that runs in the process
 * waits with it, longer than ten messages take. Here a commit only writes the
 * write-ahead log, and the log is brought to the disk beside what goes on. It
 * is read in order after a crash, so that nothing is ever there without what
 * was committed before it. Everything else on the connection goes on waiting.
 */
export async function openAsyncCommit(db: Db): Promise<AsyncCommit> {
	const log = dialectOf(db).name === "sqlite" ? await openLog(db) : null;
	if (log === null) return syncCommit(db);
	return {
		write: async (work) => {
			const value = await db.connection().execute(async (connection) => {
				await sql`pragma synchronous = normal`.execute(connection);
				try {
					return await connection.transaction().execute(work);
				} finally {
					await sql`pragma synchronous = full`.execute(connection);
				}
			});
			const durable = log.datasync();
			// Whoever waits for it is told; it is no accident of nobody's.
			durable.catch(() => {});
			return { value, durable };
		},
		close: () => log.close(),
	};
}

/** Null for a database in memory, and where the file system allows no write-ahead log. */
async function openLog(db: Db): Promise<FileHandle | null> {
	const { rows } = await sql<{ file: string }>`
		select file from pragma_database_list, pragma_journal_mode
		where name = 'main' and journal_mode = 'wal'`.execute(db);
	const file = rows[0]?.file;
	return file ? open(`${file}-wal`, "r+") : null;
}

function syncCommit(db: Db): AsyncCommit {
	return {
		write: async (work) => ({
			value: await db.transaction().execute(work),
			durable: Promise.resolve(),
		}),
		close: async () => {},
	};
}
