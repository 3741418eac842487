import type { Db } from "../schema.ts";

/**
 * Counts one more, in one statement, and returns how many there are now: requests at
 * once can't pass a limit together.
 *
 * @param hour `2026-11-24T09`
 */
export async function countOne(
	db: Db,
	scope: string,
	hour: string,
): Promise<number> {
	const { count } = await db
		.insertInto("sign_in_counts")
		.values({ scope, hour, count: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(["scope", "hour"])
				.doUpdateSet((eb) => ({ count: eb("sign_in_counts.count", "+", 1) })),
		)
		.returning("count")
		.executeTakeFirstOrThrow();
	return count;
}

/** Also those of a later hour: the clock was wrong then or is now. */
export async function deleteCountsBut(db: Db, hour: string): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("sign_in_counts")
		.where("hour", "!=", hour)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
