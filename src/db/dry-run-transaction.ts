import type { Db, Trx } from "./schema.ts";

/** Runs a piece of work in a transaction of its own, which is rolled back if it throws. */
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;

/** Commits each piece of work. */
export async function inTransactions<T>(
	db: Db,
	work: (transact: Transact) => Promise<T>,
): Promise<T> {
	return work((run) => db.transaction().execute(run));
}

/**
 * The same for a dry run. Each piece of work is a savepoint in one transaction, so
 * that it sees what the earlier ones wrote. At the end all of it is rolled back.
 */
export async function inDryRunTransaction<T>(
	db: Db,
	work: (transact: Transact) => Promise<T>,
): Promise<T> {
	const trx = await db.startTransaction().execute();
	try {
		return await work(async (run) => {
			const piece = await trx.savepoint("piece").execute();
			try {
				const result = await run(trx);
				await piece.releaseSavepoint("piece").execute();
				return result;
			} catch (error) {
				await piece.rollbackToSavepoint("piece").execute();
				throw error;
			}
		});
	} finally {
		await trx.rollback().execute();
	}
}
