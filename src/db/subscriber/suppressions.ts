import type { Db, Trx } from "../schema.ts";
import type { SuppressionReason, SuppressionRow } from "../sign-up-tables.ts";

/** The first reason is kept, unless the subscriber asks for it themselves (`never`). */
export async function insertSuppression(
	trx: Trx,
	suppression: SuppressionRow,
): Promise<void> {
	const said = suppression.reason === "never";
	await trx
		.insertInto("suppressions")
		.values(suppression)
		.onConflict((conflict) =>
			said
				? conflict.column("address_hash").doUpdateSet(suppression)
				: conflict.doNothing(),
		)
		.execute();
}

export async function suppressionOf(
	db: Db,
	addressHash: string,
): Promise<SuppressionRow | undefined> {
	return db
		.selectFrom("suppressions")
		.selectAll()
		.where("address_hash", "=", addressHash)
		.executeTakeFirst();
}

export async function deleteSuppression(
	trx: Trx,
	addressHash: string,
): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom("suppressions")
		.where("address_hash", "=", addressHash)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Sets why sending skips a subscriber, or with null clears it. Returns their id. */
export async function markSuppressed(
	trx: Trx,
	emailKey: string,
	reason: SuppressionReason | null,
): Promise<number | undefined> {
	const row = await trx
		.updateTable("subscribers")
		.set({ suppressed: reason })
		.where("email_key", "=", emailKey)
		.returning("id")
		.executeTakeFirst();
	return row?.id;
}
