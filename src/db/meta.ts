import type { Db } from "./schema.ts";

/** The value under `key`; null: there is none. */
export async function metaOf(db: Db, key: string): Promise<string | null> {
	const row = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", key)
		.executeTakeFirst();
	return row?.value ?? null;
}

/**
 * The value under `key`, which is `initial` when there was none. The first
 * caller wins, and all callers get its value.
 */
export async function metaOrInsert(
	db: Db,
	key: string,
	initial: string,
): Promise<string> {
	await db
		.insertInto("meta")
		.values({ key, value: initial })
		.onConflict((conflict) => conflict.column("key").doNothing())
		.execute();
	const { value } = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", key)
		.executeTakeFirstOrThrow();
	return value;
}

/** Replaces the value under `key`. */
export async function setMeta(
	db: Db,
	key: string,
	value: string,
): Promise<void> {
	await db
		.insertInto("meta")
		.values({ key, value })
		.onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
		.execute();
}
