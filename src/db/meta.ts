import type { Db } from "./schema.ts";

export async function metaOf(db: Db, key: string): Promise<string | null> {
	const row = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", key)
		.executeTakeFirst();
	return row?.value ?? null;
}

/**
 * The value under `key`, which is `initial` when there was none. Whoever comes
 * first wins, and everyone gets the winner's.
 */
export async function metaOnce(
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
