import type { Db, Trx } from "./schema.ts";

/** Runs work in a transaction of its own, undone when it throws. */
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;

export async function withTransactions<T>(
	db: Db,
	work: (transact: Transact) => Promise<T>,
): Promise<T> {
	return work((run) => db.transaction().execute(run));
}

/**
 * The same, and nothing of it stays: each piece of work sees what those before
 * it wrote, as it would in earnest, and at the end everything is undone.
 */
export async function rehearse<T>(
	db: Db,
	work: (transact: Transact) => Promise<T>,
): Promise<T> {
	const whole = await db.startTransaction().execute();
	try {
		return await work(async (run) => {
			const piece = await whole.savepoint("piece").execute();
			try {
				const result = await run(whole);
				await piece.releaseSavepoint("piece").execute();
				return result;
			} catch (error) {
				await piece.rollbackToSavepoint("piece").execute();
				throw error;
			}
		});
	} finally {
		await whole.rollback().execute();
	}
}
